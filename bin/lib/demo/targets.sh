# The demo's target side: target-sharder over the two Prometheus servers, and who scrapes what when one of them stops. Read by
# bin/demo after queries.sh.
# shellcheck shell=sh disable=SC2154

# All gateways, and each server by itself.
spread_targets() { for target in $targets $selves; do printf "'%s'," "$target"; done; }

start_target_sharder() {
    cat >"$work/groups.yml" <<END
groups:
  demo:
    collectors:
      listed:
        - {id: a, url: 'http://$(shard a)'}
        - {id: b, url: 'http://$(shard b)'}
      least: 2
      settle: 1s
      fail-grace: 0s
    handover: {interval: 1s}
    delivery: {files: '$work/sd/{collector}/{job}.json', staging: '$work/staging'}
    jobs:
      - name: spread
        strategy: {bounded: {factor: 1.2}}
        sources:
          - static: {targets: [$(spread_targets)]}
END
    free_port 9098
    target_sharder=http://127.0.0.1:$port
    run target-sharder "$bin/target-sharder" "--server.port=$port" --server.address=127.0.0.1 \
        "--target-sharder.config-file=$work/groups.yml"
    await "$pid" "$target_sharder/actuator/health/readiness" 60 target-sharder
    echo "target-sharder: $target_sharder, collectors$shards"
}

shard() { # cluster
    found=${shards#* "$1"=}
    echo "${found%% *}"
}

# How many of the spread targets a server scrapes well.
spread_at() { # cluster
    curl -s --max-time 2 -o "$work/scraped" -G --data-urlencode 'query=up{job="spread"} == 1' \
        "http://$(shard "$1")/api/v1/query" || : >"$work/scraped"
    series "$work/scraped" | wc -l
}

await_spread() { # how many a is to have, how many both together
    tries=300
    until [ "$(spread_at a)" -ge "$1" ] && [ "$(($(spread_at a) + $(spread_at b)))" -eq "$2" ]; do
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || fail "the targets were not spread within a minute: a has $(spread_at a), b has $(spread_at b)"
        sleep 0.2
    done
}

stop_prometheus_b() {
    if [ -n "$network" ]; then
        docker stop -t 1 "$network-prometheus-b" >/dev/null
    else
        kill "$prometheus_b"
        wait "$prometheus_b" || true
    fi
}

show_targets() {
    # shellcheck disable=SC2086 # targets are words
    set -- $targets $selves
    await_spread 1 $#
    on_a=$(spread_at a)
    show_query 'up{job="spread"}' \
        "union(a: up{job=\"spread\"} + cluster=\"a\"; b: up{job=\"spread\"} + cluster=\"b\")" "$on_a" $(($# - on_a)) 1
    stop_prometheus_b
    printf '\nprometheus-b is stopped\n'
    # Its own target is down with it.
    await_spread $(($# - 1)) $(($# - 1))
    show_query 'up{cluster="a",job="spread"} == 1' \
        "pass(a: up{job=\"spread\"} == 1 + cluster=\"a\")" $(($# - 1)) 0 1
}
