# The tour's dashboards and rules. Read by deploy/tour.
# shellcheck shell=sh disable=SC2154

# The queries of a dashboard's panels, with its variables filled in. Each stands on a line of its own.
queries_of() { # file
    sed -n 's/^ *"expr": "\(.*\)",\{0,1\}$/\1/p' "$1" | sed 's/\\"/"/g; s/\\\\/\\/g; s/\$__rate_interval/5m/g; s/\$instance/.+/g'
}

show_dashboards() {
    for dashboard in deploy/grafana/dashboards/*.json; do
        queries_of "$dashboard" >"$work/queries"
        all=0 empty=0
        while IFS= read -r text; do
            all=$((all + 1))
            query "$text"
            [ -z "$(series "$work/answer")" ] || continue
            empty=$((empty + 1))
            printf '  WRONG  no data: %s\n' "$text"
        done <"$work/queries"
        [ "$all" -gt 0 ] || fail "$dashboard has no queries that can be read here"
        expect "queries of ${dashboard##*/} that give data" "$all of $all" "$((all - empty)) of $all"
    done
}

# Groups of rules whose last evaluation failed.
rules_are_well() {
    ask "$rules/api/v1/rules"
    expect 'rules that cannot be evaluated' 0 "$(grep -o '"health":"err"' "$work/answer" | wc -l)"
    expect 'rules that can' yes "$([ "$(grep -o '"health":"ok"' "$work/answer" | wc -l)" -gt 30 ] && echo yes || echo no)"
}
