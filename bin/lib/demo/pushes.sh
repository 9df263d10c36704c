# The demo's push side: Pushgateways, pgw-router, pushes, and where their groups are. Read by bin/demo after processes.sh.
# shellcheck shell=sh disable=SC2154

wrong=0
gateways=
# The gateways as the Prometheus servers are to scrape them.
targets=

start_gateway() { # number
    free_port "$next_port"
    next_port=$((port + 1))
    if [ -n "$network" ]; then
        run_container "gateway-$1" 9091 "$pushgateway_image"
        targets="$targets gateway-$1:9091"
    else
        run "gateway-$1" "$pushgateway" --web.listen-address="127.0.0.1:$port"
        targets="$targets 127.0.0.1:$port"
    fi
    await "$pid" "http://127.0.0.1:$port/-/ready" 20 "gateway-$1"
    gateways="$gateways http://127.0.0.1:$port"
}

start_pgw_router() {
    free_port 9292
    pgw_router=http://127.0.0.1:$port
    set -- "--server.port=$port" --server.address=127.0.0.1 --pgw-router.membership=static
    index=0
    for gateway in $gateways; do
        set -- "$@" "--pgw-router.gateways[$index].url=$gateway"
        index=$((index + 1))
    done
    run pgw-router "$bin/pgw-router" "$@"
    await "$pid" "$pgw_router/-/ready" 60 pgw-router
    echo "pgw-router:   $pgw_router, static membership of$gateways"
}

push() { # how it is told, method, path, curl options
    told=$1 method=$2 path=$3
    shift 3
    [ "$method" = DELETE ] || set -- "$@" --data-binary @"$work/body"
    answer=$(curl -sS -o "$work/answer" -w '%{http_code} %{num_redirects} %{url_effective}' --max-time 10 \
        -X "$method" "$@" "$pgw_router$path") || fail "$method $path got no answer"
    read -r code redirects url <<END
$answer
END
    way='through the router'
    [ "$redirects" = 0 ] || way="by a redirect to ${url%%/metrics/*}"
    printf '%-6s %-45s %s %s (%s)\n' "$method" "$path" "$code" "$way" "$told"
    case $code in 2??) ;; *) fail "$method $path was refused: $code $(cat "$work/answer")" ;; esac
}

push_groups() {
    printf '# TYPE demo_records gauge\ndemo_records 42\n' >"$work/body"
    echo
    push 'curl -L' PUT /metrics/job/backup/instance/db-1 -L
    push 'curl -L' PUT /metrics/job/backup/instance/db-2 -L
    push 'curl -L' POST /metrics/job/report/team/blue -L
    push 'a client that names itself not' POST /metrics/job/import -H 'User-Agent:'
    push 'a value with a slash, in base64' PUT /metrics/job/sweep/path@base64/L3Zhci90bXA -L
    push 'curl -L' PUT /metrics/job/gone -L
    push 'curl -L' DELETE /metrics/job/gone -L
}

# The labels are told as a gateway's API prints them, sorted by name.
check() { # path, labels, on how many gateways
    on=
    count=0
    for gateway in $gateways; do
        # Not in a pipe: sh would not see that curl failed.
        curl -sS -f --max-time 5 -o "$work/groups" "$gateway/api/v1/metrics" || fail "$gateway does not answer"
        grep -qF "\"labels\":{$2}" "$work/groups" || continue
        on="$on $gateway"
        count=$((count + 1))
    done
    [ -n "$on" ] || on=' no gateway'
    verdict=ok
    [ "$count" = "$3" ] || { verdict="WRONG, expected on $3"; wrong=$((wrong + 1)); }
    printf '\n%s\n  is on  %s: %s\n  route  ' "$1" "${on# }" "$verdict"
    curl -sS -G --max-time 5 --data-urlencode "path=$1" "$pgw_router/api/v1/route" || true
    echo
}

show_groups() {
    check /metrics/job/backup/instance/db-1 '"instance":"db-1","job":"backup"' 1
    check /metrics/job/backup/instance/db-2 '"instance":"db-2","job":"backup"' 1
    check /metrics/job/report/team/blue '"job":"report","team":"blue"' 1
    check /metrics/job/import '"job":"import"' 1
    check /metrics/job/sweep/path@base64/L3Zhci90bXA '"job":"sweep","path":"/var/tmp"' 1
    check /metrics/job/gone '"job":"gone"' 0
}
