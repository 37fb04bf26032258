#!/bin/sh
# Records a news article, sentence by sentence, with the command line alone, then asks what a reporter asks in the morning.
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

# No address, publisher, author or day stands in it: none is given, and so its reliability cannot be judged.
run add source "News article on the eve of the Alaska summit, undated" --slug article --kind report --reliability F

chapter 'Who acts and speaks'

run add actor "United States" --slug united-states --kind country --alias metonym:Washington
run add actor Russia --slug russia --kind country --alias metonym:Moscow
run add actor Ukraine --slug ukraine --kind country --alias metonym:Kyiv
run add actor "Donald Trump" --slug trump --kind person --of united-states
run add actor Kremlin --slug kremlin --kind organisation --of russia
run add actor "Vladimir Putin" --slug putin --kind person --of russia

# The article spells the name so; under the other spellings he is found as well.
run add actor "Volodymyr Zelenskiy" --slug zelenskiy --kind person --of ukraine \
    --alias Zelenskiy --alias Zelensky --alias Zelenskyy --alias script:Зеленський

# The article says "other European leaders", "European allies", "European partners" and "European supporters", and never
# which: one group. "Kyiv's allies" and "Western officials" need not be European.
run add actor "European allies" --slug european-allies --kind group \
    --alias "weak:European leaders" --alias "weak:European partners" --alias "weak:European supporters"
run add actor "Kyiv’s allies" --slug kyivs-allies --kind group
run add actor Experts --slug experts --kind described
run add actor "Western officials" --slug western-officials --kind described
run add actor "Many observers" --slug observers --kind described

chapter 'What may come'

# The article speaks of the eve of the meeting and names no day. That it is the day after the article was read is an
# inference, so the day is marked as uncertain.
run add summit "Trump-Putin summit" --slug alaska-summit --when "2025-08-15?" --place Anchorage --who trump,putin \
    --certainty confirmed --text "The day is inferred: the article speaks of the eve of the planned meeting." \
    --source article --locator "sentence 3" --excerpt "Trump spoke on the eve of the planned meeting in Anchorage"
run cite alaska-summit --source article --locator "sentence 1" \
    --excerpt "as he prepared for a high-stakes Alaska summit with Vladimir Putin"

# Nobody has named a day, a week or a month for it. It has no date, and it is not dropped for that.
run add meeting "Second meeting, with Zelenskiy" --slug second-meeting --certainty possible \
    --who zelenskiy:possible,european-allies:possible --waits-on alaska-summit --source article --locator "sentence 4" \
    --excerpt "with a second, more substantive session likely to involve Zelenskiy and potentially additional European partners"

# What is only talked about is mooted; none of it has a date. "Any peace would likely require a second round": what waits
# on what, and who says so.
run add agreement "Peace settlement between Russia and Ukraine" --slug settlement --certainty mooted --topic peace \
    --source article --locator "sentence 1" --excerpt "Russia and Ukraine could move toward peace in Ukraine"
run link settlement waits-on second-meeting --note "would likely require it, says Trump"
run add ceasefire "Ceasefire in Ukraine" --slug ceasefire --certainty mooted --topic ceasefire \
    --source article --locator "sentence 7" --excerpt "an immediate ceasefire emerging from the Alaska talks"
run add agreement "Security guarantees for Ukraine" --slug guarantees --certainty mooted --topic security-guarantees \
    --part-of settlement --source article --locator "sentence 16" \
    --excerpt "that any package include verifiable security guarantees"
run add agreement "Agreement on the control of strategic weapons" --slug arms-control --certainty possible \
    --topic arms-control --source article --locator "sentence 11" \
    --excerpt "the potential for agreements on strategic weapons control"
run add sanction "Sanctions on Russia lifted" --slug sanctions-lifted --certainty mooted --topic sanctions \
    --source article --locator "sentence 14" --excerpt "to lift existing sanctions"

chapter 'Paragraphs 1 and 2: Trump'

run add statement "Russia and Ukraine could move toward peace" --slug optimism --by trump --terms on-record \
    --about settlement --topic peace --source article --locator "sentence 1" \
    --excerpt "U.S. President Donald Trump signaled optimism that Russia and Ukraine could move toward peace in Ukraine"
run add statement "Putin is ready to end the war" --slug putin-is-ready --by trump --terms on-record \
    --about settlement,putin --topic peace --source article --locator "sentence 2" \
    --excerpt "He suggested that Putin is ready to end the war"
run add statement "Any peace would likely require a second round, with Zelenskiy and possibly other European leaders" \
    --slug second-round --by trump --terms on-record --about second-meeting,settlement --topic peace \
    --source article --locator "sentence 2" \
    --excerpt "cautioned that any peace would likely require a second round of talks that would include Ukraine’s president, Volodymyr Zelenskiy, and possibly other European leaders"

run add statement "The meeting is the first step in a broader diplomatic push" --by trump --terms on-record \
    --about alaska-summit --source article --locator "sentence 3" \
    --excerpt "framing it as the first step in a broader diplomatic push"

# The second round again, and more: a record of its own, which restates the first.
run add statement "The first encounter could set the tone for a broader process; a second, more substantive session is likely to involve Zelenskiy and potentially more European partners" \
    --slug setting-the-tone --by trump --terms on-record --venue "to reporters" --about alaska-summit,second-meeting \
    --restates second-round --source article --locator "sentence 4" \
    --excerpt "He told reporters that the initial encounter could set the tone for a broader process, with a second, more substantive session likely to involve Zelenskiy and potentially additional European partners"

# The words as they stand, byte for byte; without the comma that the article's sentence puts before the closing
# quotation mark. They are what his optimism is known by.
run add quote "I think President Putin will make peace, I think President Zelenskiy will make peace" --by trump \
    --terms on-record --about settlement --supports optimism,putin-is-ready --topic peace \
    --source article --locator "sentence 5" \
    --excerpt "“I think President Putin will make peace, I think President Zelenskiy will make peace,” he said."
run add quote "We’ll see if they get along." --by trump --terms on-record --about second-meeting \
    --source article --locator "sentence 6"
run add statement "No immediate ceasefire is to be expected of the Alaska talks; the real work could come later" \
    --by trump --terms on-record --about ceasefire,alaska-summit --topic ceasefire --source article --locator "sentence 7" \
    --excerpt "He also downplayed expectations for an immediate ceasefire emerging from the Alaska talks, signaling that the real work could come later."

chapter 'Paragraph 3: Kyiv and Europe'

# It has happened, "this week", and the article does not say which week.
run add event "Zelenskiy and the European allies step up their efforts before the summit" --status happened \
    --who zelenskiy,european-allies --about alaska-summit \
    --text "So that no deal between Washington and Moscow exposes Ukraine to renewed risk." \
    --source article --locator "sentence 8" \
    --excerpt "The Ukrainian president and European allies have stepped up efforts this week to ensure that any deal between Washington and Moscow does not expose Ukraine to renewed risk."

# A standing position, in our words, and no day on which it was first taken. In print the speaker is called Kyiv.
run add statement "Consent depends on sovereignty and on credible security guarantees, backed by international partners" \
    --slug kyiv-terms --by Kyiv --attribution Kyiv --stance conditional --about settlement,guarantees \
    --topic security-guarantees --source article --locator "sentence 9" \
    --excerpt "Kyiv has consistently tied its consent to any settlement to the preservation of its sovereignty and to credible security guarantees backed by international partners."

chapter 'Paragraph 4: Putin'

# Words inside a sentence of the article: a partial quote.
run add quote "energetic and sincere efforts to stop the hostilities, stop the crisis and reach agreements that are of interest to all parties involved." \
    --form partial --by putin --terms on-record --venue "remarks broadcast ahead of the summit" \
    --about alaska-summit,united-states --source article --locator "sentence 10" \
    --excerpt "Putin, in remarks broadcast ahead of the summit, described the United States as pursuing “energetic and sincere efforts to stop the hostilities, stop the crisis and reach agreements that are of interest to all parties involved.”"
run add statement "The discussions lay the groundwork for long-term peace between Russia and the West, perhaps with agreements on strategic weapons" \
    --slug groundwork --by putin --terms on-record --venue "remarks broadcast ahead of the summit" \
    --about alaska-summit,arms-control --topic peace,arms-control --source article --locator "sentence 11" \
    --excerpt "He framed those discussions as a way to lay the groundwork for long-term peace between Russia and the West, including the potential for agreements on strategic weapons control."

# "His comments signaled": what he means by it is the article's reading, and so an assessment.
run add assessment "Arms control will feature prominently in the talks, beside broader questions of security and economic ties" \
    --slug topics-of-the-talks --about alaska-summit,arms-control --topic arms-control,economic-ties \
    --source article --locator "sentence 12" \
    --excerpt "His comments signaled that arms-control discussions would feature prominently in the talks, alongside broader questions of security and economic ties."
run link groundwork supports topics-of-the-talks

chapter 'Paragraph 5: an aide and an official'

# Nobody is named: the description is the speaker. The article does not say on which terms either spoke, nor from which
# country the official comes.
run add quote "huge untapped potential" --form partial --by "a Kremlin aide" --of kremlin --about alaska-summit \
    --supports topics-of-the-talks --topic economic-ties --source article --locator "sentence 13" \
    --excerpt "A Kremlin aide indicated that Putin and Trump would also discuss “huge untapped potential” in Russia-U.S. economic ties"
run add statement "Washington must not be distracted, by progress on arms control or by business deals, from Ukraine’s core security needs" \
    --slug official-warns --by "a senior Eastern European official" --about alaska-summit,arms-control \
    --topic arms-control,economic-ties --source article --locator "sentence 13" \
    --excerpt "a senior Eastern European official warned Washington not to be distracted by possible progress on arms control or business deals at the expense of Ukraine’s core security needs"
run add statement "Russia’s primary objective may be to have sanctions lifted, rather than to advance Ukraine’s interests" \
    --slug official-on-aims --by "a senior Eastern European official" --about sanctions-lifted,russia --topic sanctions \
    --source article --locator "sentence 14" \
    --excerpt "The official noted that Russia’s primary objective may be to lift existing sanctions, rather than to meaningfully advance Ukraine’s interests."
run link official-on-aims contradicts putin-is-ready --note "on what Russia is after"

chapter 'Paragraph 6: territory'

run add context "The future of four Ukrainian regions and of Crimea is debated, under continued international scrutiny" \
    --about alaska-summit --topic territory --source article --locator "sentence 15" \
    --excerpt "The Alaska meeting is happening against a backdrop of ongoing debate over the future of four Ukrainian regions and Crimea, the subject of continued international scrutiny."
run add statement "Territorial concessions want caution: Ukraine’s sovereignty is the centre of any settlement, and verifiable security guarantees are part of any package" \
    --slug allies-terms --by experts,kyivs-allies --stance conditional --about settlement,guarantees \
    --supports kyiv-terms --topic territory,security-guarantees --source article --locator "sentence 16" \
    --excerpt "Experts and Kyiv’s allies have been cautious about any proposals that involve territorial concessions, insisting that Ukraine’s sovereignty be at the center of any negotiated settlement and that any package include verifiable security guarantees."

chapter 'What to watch: the four items, word for word, and what each asks'

run add question "Whether Zelenskiy participates in or immediately follows the talks, and under what conditions Ukraine would engage." \
    --slug zelenskiy-role --about alaska-summit --source article --locator "sentence 17" \
    --excerpt "Whether Zelenskiy participates in or immediately follows the talks, and under what conditions Ukraine would engage."
run add yesno "Does Zelenskiy take part in the Anchorage talks?" --part-of zelenskiy-role --criteria "He is in the room, or on the line, while Trump and Putin talk"
run add yesno "Do talks with Zelenskiy follow immediately?" --part-of zelenskiy-role --criteria "They begin before Trump or Putin has left Anchorage"
run add question "Under what conditions would Ukraine engage?" --slug conditions --part-of zelenskiy-role

run add question "Whether the agenda includes concrete security guarantees, verifiable ceasefire mechanisms, and how any border-related compromises would be handled." \
    --slug agenda --about alaska-summit --source article --locator "sentence 18" \
    --excerpt "Whether the agenda includes concrete security guarantees, verifiable ceasefire mechanisms, and how any border-related compromises would be handled."
run add question "Are concrete security guarantees on the agenda?" --part-of agenda --topic security-guarantees
run add question "Are verifiable ceasefire mechanisms on the agenda?" --part-of agenda --topic ceasefire
run add question "How would border-related compromises be handled?" --part-of agenda --topic territory

run add question "How Kyiv and European partners respond to proposals touching on territory or concessions." \
    --slug responses --waits-on alaska-summit --topic territory --source article --locator "sentence 19" \
    --excerpt "How Kyiv and European partners respond to proposals touching on territory or concessions."

run add question "The timeline for a potential second meeting and whether Zelenskiy will join that session." \
    --slug second-meeting-timeline --about second-meeting --source article --locator "sentence 20" \
    --excerpt "The timeline for a potential second meeting and whether Zelenskiy will join that session."
run add question "When is the second meeting?" --type date --part-of second-meeting-timeline --criteria "Two of the parties name the same day"
run add yesno "Does Zelenskiy join the second meeting?" --slug zelenskiy-joins --part-of second-meeting-timeline --criteria "He is there in person"

# What was said above bears on them.
run link kyiv-terms supports conditions
run link setting-the-tone supports zelenskiy-joins --note "likely, says Trump"

chapter 'Context: what follows, and what readers need'

# The article's own voice. The likelihood is its own word; where it has none, none is given.
run add assessment "If a deal includes territory, Kyiv and its European supporters will demand stringent safeguards and strong guarantees" \
    --slug safeguards --likelihood likely --about settlement,guarantees --supports responses \
    --topic territory,security-guarantees --source article --locator "sentence 21" \
    --excerpt "If a deal includes territorial considerations, Kyiv and its European supporters are likely to demand stringent safeguards and strong guarantees."
run add statement "Territorial changes are the hardest part of any peace framework" --slug hardest-part --by observers \
    --about settlement --topic territory --source article --locator "sentence 22" \
    --excerpt "This reinforces why many observers see any territorial changes as the hardest part of any peace framework."
run link safeguards supports hardest-part
run add assessment "International engagement remains central to a durable settlement, and security guarantees are the backbone of any lasting peace" \
    --slug backbone --about settlement,guarantees --topic peace,security-guarantees --source article --locator "sentence 23" \
    --excerpt "The diplomacy underscores the continued centrality of international engagement in seeking a durable settlement, with security guarantees acting as the backbone of any lasting peace."

run add todo "Explainer: what security guarantees could mean" --about guarantees --topic security-guarantees \
    --source article --locator "sentence 24" \
    --excerpt "Readers may benefit from a simple explainer on what “security guarantees” could entail"
run add term "Security guarantees" --text "They range from monitoring mechanisms to international assurances and peacekeeping arrangements." \
    --about guarantees --topic security-guarantees --source article --locator "sentence 24" \
    --excerpt "ranging from monitoring mechanisms to international assurances and peacekeeping arrangements"

chapter 'Outlook'

run add assessment "The Alaska talks reflect the efforts, led by the United States, to end the war while keeping Ukraine’s sovereignty intact" \
    --about alaska-summit,united-states --source article --locator "sentence 25" \
    --excerpt "The Alaska talks reflect ongoing U.S.-led diplomatic efforts to end the Ukraine war, while keeping Ukraine’s sovereignty intact."
run add assessment "A successful outcome requires a credible plan for enforcement and verification, and broad international support" \
    --likelihood likely --about alaska-summit,settlement --source article --locator "sentence 26" \
    --excerpt "A successful outcome would likely require a credible plan for enforcement and verification, plus broad international support."
run add assessment "Negotiations over territory are politically sensitive for Kyiv and its partners" --about settlement \
    --supports hardest-part --topic territory --source article --locator "sentence 27" \
    --excerpt "Yet the path remains fraught: negotiations over territory are politically sensitive for Kyiv and its partners"
run add assessment "Russia has shown a willingness to use diplomacy to buy time while it preserves its strategic position" \
    --about russia --supports official-on-aims --contradicts putin-is-ready --source article --locator "sentence 27" \
    --excerpt "Russia has shown a willingness to use diplomacy to buy time while preserving its strategic position"
run add scenario "Both sides commit to a staged process: a ceasefire first, then verifiable security guarantees, with Ukraine’s participation guaranteed and international guarantees in place" \
    --title "A staged process" --about ceasefire,guarantees --topic ceasefire,security-guarantees \
    --source article --locator "sentence 28" \
    --excerpt "A constructive path could emerge if both sides commit to a staged process that prioritizes a ceasefire and then moves to verifiable security guarantees, with Ukraine’s participation guaranteed and international guarantees in place."

chapter 'Summary: a repeat is a further citation, not a second record'

run cite putin-is-ready --source article --locator "sentence 29" \
    --excerpt "As the Alaska summit approaches, Trump expresses belief that Putin is ready to pursue peace"
run cite second-round --source article --locator "sentence 29" \
    --excerpt "stressing that any agreement will likely unfold through a two-stage process that would eventually include Zelenskiy and possibly other leaders"
run cite groundwork --source article --locator "sentence 30" --excerpt "Putin signals openness to arms-control talks"
run cite topics-of-the-talks --source article --locator "sentence 30" \
    --excerpt "Putin signals openness to arms-control talks and broader economic engagement"

# The body of the article has one official, who warned of something else, and Kyiv's allies, who are cautious about
# concessions. What the summary makes of them is recorded as it stands; it restates, and so is no further origin.
run add statement "A warning against concessions that could compromise Ukraine’s sovereignty" --slug officials-warn \
    --by western-officials --about settlement --restates official-warns --topic territory \
    --source article --locator "sentence 30" \
    --excerpt "Western officials warn against concessions that could compromise Ukraine’s sovereignty"
run link officials-warn restates allies-terms --note "the concessions are from here, the officials are not"

run cite backbone --source article --locator "sentence 31" \
    --excerpt "The talks highlight the high-stakes diplomacy surrounding the war and the essential role of strong security guarantees in any durable settlement."

# What is likely here is that the meeting matters, not that it takes place.
run add assessment "A second meeting with Ukraine’s president will be a key milestone on the way to a broader peace framework" \
    --likelihood likely --about second-meeting,settlement --topic peace --source article --locator "sentence 32" \
    --excerpt "A second meeting with Ukraine’s president appears likely to be a key milestone in determining whether a broader peace framework can take shape."

chapter 'Additional note'

run cite zelenskiy-joins --source article --locator "sentence 33" \
    --excerpt "Readers should stay tuned for developments on whether Zelenskiy joins the second round of talks"
run add question "What concrete security guarantees, if any, are proposed?" --about guarantees --topic security-guarantees \
    --source article --locator "sentence 33" --excerpt "what concrete security guarantees, if any, are proposed"
run add assessment "The outcome could influence the future of Ukraine and the posture of international diplomacy in Europe" \
    --about alaska-summit --source article --locator "sentence 34" \
    --excerpt "The outcome could influence not only Ukraine’s future but the broader posture of international diplomacy in Europe."

chapter 'The morning'
run

chapter 'What to watch'
run watch

chapter 'What comes next'
run upcoming

chapter 'Everything on one line of time'
run timeline

chapter 'What the article makes of it'
run timeline --kind note

chapter 'One record, whole'
run show putin-is-ready

chapter 'For other programs'
cd "$folder"
run export json -o timeline.json
