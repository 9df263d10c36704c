# The demo's servers and applications: found, built, started, waited for, stopped. Read by bin/demo, which sets $bin, $root and
# $work.
# shellcheck shell=sh disable=SC2154

pids=
containers=
network=
fail() {
    echo "demo: $*" >&2
    exit 1
}

stop_all() {
    status=$?
    trap '' INT TERM HUP PIPE
    trap - EXIT
    # shellcheck disable=SC2086 # pids and names are words
    {
        [ -z "$pids" ] || kill $pids
        [ -z "$containers" ] || docker rm -f $containers
        [ -z "$network" ] || docker network rm "$network"
    } >/dev/null 2>&1 || true
    wait
    if [ "$status" = 0 ]; then rm -rf "$work"; else echo "demo: logs are in $work" >&2; fi
    exit "$status"
}

answers() { curl -s -o /dev/null -f --max-time 2 "$1"; }

# shellcheck disable=SC2034 # by who starts servers
next_port=19091
# The port, or the next one on which nothing listens.
free_port() { # port
    port=$1
    # 7 is curl's "connection refused".
    until [ "$(curl -s -o /dev/null --max-time 1 "http://127.0.0.1:$port/" || echo $?)" = 7 ]; do port=$((port + 1)); done
}

await() { # pid or nothing, url, seconds, name
    tries=$(($3 * 5))
    until answers "$2"; do
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || { tail -n 20 "$work/$4.log" >&2; fail "$4 did not get ready within $3 s"; }
        [ -z "$1" ] || kill -0 "$1" 2>/dev/null || { tail -n 20 "$work/$4.log" >&2; fail "$4 ended by itself"; }
        sleep 0.2
    done
}

# --- servers: programs, or containers in a network of their own ---------------------------------------------------------

pushgateway_image=prom/pushgateway:v1.11.1
prometheus_image=prom/prometheus:v3.5.0

has_image() { docker image inspect "$1" >/dev/null 2>&1 || docker pull -q "$1" >/dev/null 2>&1; }

# Sets $found.
find_program() { # names
    for found in "$@"; do
        found=$(command -v "$found") && return 0
    done
    return 1
}

find_programs() {
    find_program pushgateway prometheus-pushgateway "$root/.servers/bin/pushgateway" || return 1
    pushgateway=$found
    find_program prometheus "$root/.servers/bin/prometheus" || return 1
    prometheus=$found
    for found in "$pushgateway" "$prometheus"; do
        echo "servers:      $found ($("$found" --version 2>&1 | sed -n '1s/ (.*//p'))"
    done
}

# All of one kind, since containers do not reach what listens on this machine's 127.0.0.1.
find_servers() {
    find_programs && return 0
    if docker info >/dev/null 2>&1 && has_image "$pushgateway_image" && has_image "$prometheus_image"; then
        network=promshard-demo-$$
        docker network create "$network" >/dev/null || fail 'Docker makes no network'
        echo "servers:      Docker, $pushgateway_image and $prometheus_image"
        return 0
    fi
    echo "servers:      not all on PATH and none through Docker; fetching them into .servers with apt"
    { "$root/.ci/servers" pushgateway prometheus && find_programs; } ||
        fail 'put pushgateway and prometheus on PATH, or start Docker, and try again'
}

# Sets $pid, and leaves the output in $work/<name>.log.
run() { # name, command
    name=$1
    shift
    "$@" >"$work/$name.log" 2>&1 &
    pid=$!
    pids="$pids $pid"
}

# Its name in the network is that of the demo's server.
run_container() { # name, port inside, docker run's options and image with its arguments
    container=$network-$1 name=$1 inside=$2
    shift 2
    containers="$containers $container"
    docker run -d --name "$container" --network "$network" --network-alias "$name" -p "127.0.0.1:$port:$inside" "$@" \
        >"$work/$name.log" 2>&1 || fail "Docker cannot run $name: $(tail -n 1 "$work/$name.log")"
    pid=
}

# --- applications -------------------------------------------------------------------------------------------------------

# Reproducible builds give the jar a fixed modification time, so its change time is compared.
is_built() { # application
    jar=$(find "$root/$1/target" -maxdepth 1 -name "$1-*-exec.jar" 2>/dev/null | head -n 1)
    [ -n "$jar" ] || return 1
    newest=$(cd "$root" && find pom.xml shard-core/pom.xml shard-core/src/main "$1/pom.xml" "$1/src/main" \
        -type f -exec ls -t {} + | sed -n 1p)
    [ -n "$(find "$jar" -cnewer "$root/$newest" 2>/dev/null)" ]
}

build() { # applications
    stale=
    for app in "$@"; do
        is_built "$app" || stale="$stale,$app"
    done
    [ -n "$stale" ] || return 0
    echo "applications: building ${stale#,}, which takes some minutes the first time"
    (cd "$root" && ./mvnw -q -DskipTests -pl "${stale#,}" -am package) || fail 'the build failed'
}
