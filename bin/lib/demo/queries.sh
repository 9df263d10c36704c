# The demo's query side: Prometheus servers, query-router, queries, and how they are answered. Read by bin/demo after pushes.sh.
# shellcheck shell=sh disable=SC2154

shards=
# The servers as they scrape themselves.
selves=

start_prometheus() { # cluster, gateways to scrape
    cluster=$1
    name=prometheus-$1
    shift
    free_port "$next_port"
    next_port=$((port + 1))
    self=127.0.0.1:$port
    [ -z "$network" ] || self=127.0.0.1:9090
    mkdir -p "$work/sd/$cluster"
    lists=$work/sd/$cluster
    [ -z "$network" ] || lists=/etc/prometheus/sd
    configure "$cluster" "$self" "$lists" "$@" >"$work/$name.yml"
    chmod a+r "$work/$name.yml"
    if [ -n "$network" ]; then
        run_container "$name" 9090 -v "$work/$name.yml:/etc/prometheus/prometheus.yml:ro" \
            -v "$work/sd/$cluster:/etc/prometheus/sd:ro" "$prometheus_image"
    else
        run "$name" "$prometheus" --config.file="$work/$name.yml" --storage.tsdb.path="$work/$name" \
            --web.listen-address="$self" --log.level=warn
    fi
    await "$pid" "http://127.0.0.1:$port/-/ready" 30 "$name"
    shards="$shards $cluster=127.0.0.1:$port"
    [ -z "$network" ] || self=$name:9090
    selves="$selves $self"
    # shellcheck disable=SC2034 # by who stops it
    [ "$cluster" != b ] || prometheus_b=$pid
}

configure() { # cluster, itself, directory of target-sharder's lists, gateways
    cat <<END
global:
  scrape_interval: 1s
  external_labels:
    cluster: $1
scrape_configs:
  - job_name: prometheus
    static_configs:
      - targets: ['$2']
  - job_name: spread
    file_sd_configs:
      - files: ['$3/*.json']
  - job_name: pushgateways
    honor_labels: true
    static_configs:
      - targets:
END
    shift 3
    for target in "$@"; do echo "          - '$target'"; done
}

start_query_router() {
    free_port 9097
    query_router=http://127.0.0.1:$port
    set -- "--server.port=$port" --server.address=127.0.0.1
    for shard in $shards; do
        set -- "$@" "--query-router.shards.${shard%%=*}=${shard#*=}"
    done
    run query-router "$bin/query-router" "$@"
    await "$pid" "$query_router/-/ready" 60 query-router
    echo "query-router: $query_router, shards$shards"
}

# Asks the server itself, until all its targets were scraped: itself and its gateways.
await_data() { # cluster, gateways that it scrapes
    wanted=$(($2 + 1))
    server=${shards#* "$1"=}
    server=${server%% *}
    tries=150
    until [ "$(scraped "$server")" -ge "$wanted" ]; do
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || fail "prometheus-$1 did not scrape its $wanted targets within 30 s"
        sleep 0.2
    done
}

scraped() { # server
    curl -s --max-time 2 -o "$work/scraped" -G --data-urlencode 'query=up == 1' "http://$1/api/v1/query" || : >"$work/scraped"
    series "$work/scraped" | wc -l
}

count() { grep -cF "$1" "$work/series" || true; }

# Prints the answer to a query, and whether it is as it should be.
show_query() { # query, plan, series of a, series of b, value of each
    code=$(curl -sS --max-time 10 -G -H 'X-Query-Plan: 1' -D "$work/headers" -o "$work/answer" -w '%{http_code}' \
        --data-urlencode "query=$1" "$query_router/api/v1/query") || fail "the query $1 got no answer"
    [ "$code" = 200 ] || fail "the query $1 was refused: $code $(cat "$work/answer")"
    plan=$(tr -d '\r' <"$work/headers" | sed -n 's/^[Xx]-[Qq]uery-[Pp]lan: //p')
    series "$work/answer" >"$work/series"
    verdict=ok
    [ "$plan" = "$2" ] || verdict="WRONG, expected the plan $2"
    [ "$(count 'cluster="a"') $(count 'cluster="b"') $(grep -c "} $5\$" "$work/series" || true)" = "$3 $4 $(($3 + $4))" ] ||
        verdict="WRONG, expected $3 series of a and $4 of b, all with the value $5"
    [ "$verdict" = ok ] || wrong=$((wrong + 1))
    printf '\n%s\n  plan   %s\n' "$1" "$plan"
    sed 's/^/  /' "$work/series"
    printf '  %s\n' "$verdict"
}

show_queries() {
    show_query 'up{cluster="a"}' 'pass(a: up + cluster="a")' 2 0 1
    show_query up 'union(a: up + cluster="a"; b: up + cluster="b")' 2 3 1
    pushed_to_a=$(pushed_to "${gateways# }")
    show_query demo_records 'union(a: demo_records + cluster="a"; b: demo_records + cluster="b")' \
        "$pushed_to_a" $((5 - pushed_to_a)) 42
}

# How many of the pushed series the first of these gateways has.
pushed_to() { # gateways
    curl -sS -f --max-time 5 -o "$work/groups" "${1%% *}/metrics" || fail "${1%% *} does not answer"
    grep -c '^demo_records{' "$work/groups" || true
}
