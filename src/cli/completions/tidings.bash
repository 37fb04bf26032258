# Completions of tidings for bash. The program itself answers what may come next.
_tidings() {
    local program how reply
    program=$(type -P -- "$1") || program=tidings
    COMPREPLY=()
    {
        IFS= read -r how
        while IFS= read -r reply; do COMPREPLY+=("$reply"); done
    } < <(COLUMNS=${COLUMNS:-80} COMP_TYPE=$COMP_TYPE COMP_WORDBREAKS=$COMP_WORDBREAKS \
        "$program" completions bash -- "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
    compopt -o nosort 2>/dev/null
    # After a field and its sign a member follows.
    [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
    [[ $how == files ]] && compopt -o default -o filenames 2>/dev/null
    return 0
}
complete -F _tidings tidings
