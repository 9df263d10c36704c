# The tour's collector that dies. Read by deploy/tour.
# shellcheck shell=sh disable=SC2154

held_by() { # collector of eu: how many targets it holds
    ask "$target_sharder/api/v1/groups/eu/assignments?collector=$1"
    tr '{' '\n' <"$work/answer" | grep -c '"key":' || true
}

holds_some() { [ "$(held_by "$1")" -gt 0 ] && echo yes || echo no; }

show_holders() {
    for collector in eu-0 eu-1; do printf '         %s holds %s targets\n' "$collector" "$(held_by "$collector")"; done
}

# The shards that an answer lacks, whose names are the header's.
missing() {
    query 'count(up{job="nodes"} == 1)'
    header X-Partial-Response
}

both_hold() { echo $(($(held_by eu-0) + $(held_by eu-1))); }

moves_under_way() {
    ask "$target_sharder/api/v1/moves?group=eu"
    field inFlight
}

collector_dies() {
    step 'A collector dies: prometheus-eu-1, which shares the targets of eu with prometheus-eu-0a'
    await 60 'eu-1 holds targets' yes holds_some eu-1
    show_holders
    docker compose kill prometheus-eu-1 >/dev/null 2>&1
    expect 'shards that an answer lacks, and says so' eu/eu-1 "$(missing)"
    await 90 'targets that eu-0 holds' 8 held_by eu-0
    await 60 'nodes that are scraped' 4 value 'count(up{job="nodes"} == 1)'

    step 'It comes back, and gets its share'
    docker compose start prometheus-eu-1 >/dev/null 2>&1
    await 120 'eu-1 holds targets' yes holds_some eu-1
    await 60 'shards that an answer lacks' '' missing
    await 60 'moves under way' 0 moves_under_way
    expect 'targets that both hold' 8 "$(both_hold)"
    show_holders
    expect 'nodes that are scraped' 4 "$(value 'count(up{job="nodes"} == 1)')"
    expect 'the most that were counted at any time' 4 "$(value 'max_over_time(count(up{job="nodes"} == 1)[3m:5s])')"
}
