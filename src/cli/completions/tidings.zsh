#compdef tidings
# Completions of tidings for zsh. The program itself answers what may come next.
_tidings() {
    local -a answer values shown fields shownfields
    local line value aside
    answer=("${(@f)$(tidings completions zsh -- "${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    if [[ $answer[1] == files ]]; then
        _files
        return
    fi
    for line in "${(@)answer[2,-1]}"; do
        value=${line%%$'\t'*}
        aside=${line#*$'\t'}
        [[ -n $aside ]] && aside="$value  -- $aside" || aside=$value
        if [[ $value == *= ]]; then
            fields+=("$value"); shownfields+=("$aside")
        else
            values+=("$value"); shown+=("$aside")
        fi
    done
    # After a field and its sign a member follows.
    (( $#fields )) && compadd -S '' -l -V tidings -d shownfields -a fields
    (( $#values )) && compadd -l -V tidings -d shown -a values
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _tidings "$@"
else
    compdef _tidings tidings
fi
