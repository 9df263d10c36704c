# The tour's pushes, and a gateway that dies. Read by deploy/tour.
# shellcheck shell=sh disable=SC2154

shops='oslo paris quito rome sofia tokyo'

push() { # router, path, value, way if not the router's: prints the status
    printf '# TYPE tour_records gauge\ntour_records %s\n' "$3" |
        curl -s -o /dev/null -w '%{http_code}' --max-time 20 -X PUT -H "X-Pgw-Mode: ${4-proxy}" --data-binary @- "$1$2" || true
}

# Each group by another router, in turn.
push_all() { # value
    router=$router_1 statuses=
    for shop in $shops; do
        statuses="$statuses $(push "$router" "/metrics/job/tour/shop/$shop" "$1")"
        if [ "$router" = "$router_1" ]; then router=$router_2; else router=$router_1; fi
    done
    expect "six groups are pushed with the value $1" ' 200 200 200 200 200 200' "$statuses"
}

owner() { # shop: as the first router has it
    ask -G --data-urlencode "path=/metrics/job/tour/shop/$1" "$router_1/api/v1/route"
    field url | sed 's|^http://||; s|:.*||'
}

show_owners() {
    for shop in $shops; do printf '         %-6s is owned by %s\n' "$shop" "$(owner "$shop")"; done
}

in_view() { # router, value
    ask "$1/metrics"
    echo "$(grep -c "^tour_records{.*} $2\$" "$work/answer" || true) groups of $2"
}

live_gateways() {
    ask "$router_1/api/v1/ring"
    field live
}

# How many of the gateways have a group, each counted.
copies() {
    total=0
    for number in 1 2 3; do
        docker compose exec -T "pushgateway-$number" wget -q -O - http://127.0.0.1:9091/metrics >"$work/metrics" 2>/dev/null || true
        total=$((total + $(grep -c '^tour_records{' "$work/metrics" || true)))
    done
    echo "$total"
}

# Pushes one after the other, whatever becomes of the gateway.
push_on() {
    for _ in $(seq 40); do
        push "$router_1" /metrics/job/tour/shop/oslo 1
        echo
    done >"$work/statuses"
}

gateway_dies() {
    victim=$(owner oslo)
    step "A gateway dies: $victim, which has the group of oslo"
    push_on &
    pushing=$!
    docker compose kill "$victim" >/dev/null 2>&1
    wait "$pushing"
    expect 'statuses of 40 pushes of oslo meanwhile' 200 "$(sort -u "$work/statuses" | paste -s -d ' ' -)"
    push_all 2
    await 10 'gateways that take pushes' 2 live_gateways
    show_owners
    expect 'groups in the view of router 1' '6 groups of 2' "$(in_view "$router_1" 2)"
    expect 'groups in the view of router 2' '6 groups of 2' "$(in_view "$router_2" 2)"
    await 30 'what is queried' 6 value 'count(tour_records == 2)'

    step "It comes back, with what it had"
    docker compose start "$victim" >/dev/null 2>&1
    await 60 'gateways that take pushes' 3 live_gateways
    await 30 'copies on all gateways together' 6 copies
    expect 'groups in the view of router 1' '6 groups of 2' "$(in_view "$router_1" 2)"
    push_all 3
    await 30 'what is queried' 6 value 'count(tour_records == 3)'
    await 30 'copies on all gateways together' 6 copies
}
