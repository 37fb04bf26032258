# Completions of tidings for fish. The program itself answers what may come next.
function __tidings_answer
    set -l before (commandline --current-process --tokenize --cut-at-cursor)
    set -l word (commandline --current-token --cut-at-cursor)
    tidings completions fish -- $before "$word" 2>/dev/null
end
function __tidings_words
    set -l answer (__tidings_answer)
    test "$answer[1]" = words; and printf '%s\n' $answer[2..]
end
function __tidings_wants_file
    set -l answer (__tidings_answer)
    test "$answer[1]" = files
end
complete --command tidings --no-files --keep-order --arguments '(__tidings_words)'
complete --command tidings --condition __tidings_wants_file --force-files
