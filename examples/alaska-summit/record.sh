#!/bin/sh
# Records the heart of a news article with the command line alone, then asks what a reporter asks in the morning.
#
#     sh record.sh [FOLDER]
#
# FOLDER is made where it is missing; without it a fresh temporary folder is taken. story.db, timeline.json and a folder
# of state go into it and nothing anywhere else: your own file is not touched. The program is $TIDINGS, else `tidings`
# on the PATH. Clock, zone and ids are fixed, so that each run prints the same and exports the same bytes.
set -eu

tidings=${TIDINGS:-tidings}
case $tidings in
    /*) ;;
    */*) tidings=$PWD/$tidings ;;
esac
if [ $# -gt 0 ]; then
    folder=$1
    mkdir -p "$folder"
else
    folder=$(mktemp -d "${TMPDIR:-/tmp}/alaska-summit.XXXXXX")
    echo "The file is kept in $folder." >&2
fi
folder=$(cd "$folder" && pwd)
if [ -e "$folder/story.db" ]; then
    echo "error: $folder/story.db is there already; the example begins with a new file" >&2
    exit 1
fi

# What the user has set does not count here.
unset TIDINGS_NOW TIDINGS_STORY TIDINGS_AUTHOR
TIDINGS_DB=$folder/story.db
XDG_STATE_HOME=$folder/state
# The article was read on this day. It gives no date itself.
TIDINGS_TODAY=2025-08-14
TIDINGS_TZ=Europe/London
TIDINGS_TEST_IDS=alaska-summit
export TIDINGS_DB XDG_STATE_HOME TIDINGS_TODAY TIDINGS_TZ TIDINGS_TEST_IDS

# Prints the command as it could be typed, a flag of a long one in a line of its own, then runs it.
run() {
    line='$ tidings'
    long=
    for word in "$@"; do
        case $word in
            *[!A-Za-z0-9@:,./_-]*) word="\"$word\"" ;;
        esac
        case $word in
            --*)
                if [ "$#" -gt 7 ]; then
                    long="$long$line \\
"
                    line="      $word"
                else
                    line="$line $word"
                fi
                ;;
            *) line="$line $word" ;;
        esac
    done
    printf '%s%s\n' "$long" "$line"
    "$tidings" "$@" 2>&1
    echo
}

chapter() {
    printf '# %s\n\n' "$1"
}

chapter 'What the article is'

# No address, publisher, author or day stands in it: none is given.
run add source "News article on the eve of the Alaska summit, undated" --slug article --kind report

chapter 'Who acts and speaks'

run add actor "Donald Trump" --slug trump --kind person
run add actor "Vladimir Putin" --slug putin --kind person
run add actor "Volodymyr Zelenskiy" --slug zelenskiy --kind person --alias Zelensky
run add actor "European leaders" --slug european-leaders --kind group
run add actor Kremlin --slug kremlin --kind organisation
run add actor Ukraine --slug ukraine --kind country --alias metonym:Kyiv

chapter 'What is to come'

# The article speaks of the eve of the meeting and names no day. That it is the day after the article was read is an
# inference, so the day is marked as uncertain.
run add summit "Trump-Putin summit" --slug alaska-summit --when "2025-08-15?" --place Anchorage --who trump,putin --certainty confirmed --source article --locator "second paragraph; the day is inferred"

# Nobody has named a day, a week or a month for it. It has no date, and it is not dropped for that.
run add meeting "Second meeting, with Zelenskiy" --slug second-meeting --who zelenskiy:possible,european-leaders:possible --certainty possible --waits-on alaska-summit --source article --excerpt "with a second, more substantive session likely to involve Zelenskiy and potentially additional European partners"

chapter 'What was said: the words as they stand, byte for byte'

# Without the comma that the article's sentence puts before the closing quotation mark.
run add quote "I think President Putin will make peace, I think President Zelenskiy will make peace" --slug make-peace --by trump --terms on-record --about alaska-summit --source article --locator "second paragraph"

run add quote "We’ll see if they get along." --slug get-along --by trump --terms on-record --about second-meeting --source article --locator "second paragraph"

# Words inside a sentence of the article: a partial quote.
run add quote "energetic and sincere efforts to stop the hostilities, stop the crisis and reach agreements that are of interest to all parties involved." --slug sincere-efforts --form partial --by putin --terms on-record --venue "remarks broadcast ahead of the summit" --about alaska-summit --source article --locator "fourth paragraph"

# Nobody is named: the description is the speaker. The article does not say on which terms the aide spoke.
run add quote "huge untapped potential" --slug untapped-potential --form partial --by "a Kremlin aide" --of kremlin --about alaska-summit --source article --locator "fifth paragraph"

# A standing position, in our words, and no day on which it was first taken.
run add statement "Consent to a settlement depends on sovereignty and on credible security guarantees" --slug kyiv-terms --by Kyiv --stance conditional --source article --locator "third paragraph"

chapter 'What to watch: the four items, word for word, and what each asks'

run add question "Whether Zelenskiy participates in or immediately follows the talks, and under what conditions Ukraine would engage." --slug zelenskiy-role --about alaska-summit --source article --locator "What to watch next, 1"
run add yesno "Does Zelenskiy take part in the Anchorage talks?" --part-of zelenskiy-role --criteria "He is in the room, or on the line, while Trump and Putin talk"
run add yesno "Do talks with Zelenskiy follow immediately?" --part-of zelenskiy-role --criteria "They begin before Trump or Putin has left Anchorage"
run add question "Under what conditions would Ukraine engage?" --part-of zelenskiy-role

run add question "Whether the agenda includes concrete security guarantees, verifiable ceasefire mechanisms, and how any border-related compromises would be handled." --slug agenda --about alaska-summit --source article --locator "What to watch next, 2"
run add question "Are concrete security guarantees on the agenda?" --part-of agenda
run add question "Are verifiable ceasefire mechanisms on the agenda?" --part-of agenda
run add question "How would border-related compromises be handled?" --part-of agenda

run add question "How Kyiv and European partners respond to proposals touching on territory or concessions." --slug responses --waits-on alaska-summit --source article --locator "What to watch next, 3"

run add question "The timeline for a potential second meeting and whether Zelenskiy will join that session." --slug second-meeting-timeline --about second-meeting --source article --locator "What to watch next, 4"
run add question "When is the second meeting?" --type date --part-of second-meeting-timeline --criteria "Two of the parties name the same day"
run add yesno "Does Zelenskiy join the second meeting?" --part-of second-meeting-timeline --criteria "He is there in person"

chapter 'The morning'
run

chapter 'What to watch'
run watch

chapter 'What comes next'
run upcoming

chapter 'Everything on one line of time'
run timeline

chapter 'For other programs'
cd "$folder"
run export json -o timeline.json
