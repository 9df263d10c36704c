# What deploy/tour asks the suite, and how it tells whether an answer is as it should be. Read by it; $work is a directory.
# shellcheck shell=sh disable=SC2154

wrong=0

fail() {
    echo "tour: $*" >&2
    exit 1
}

step() { printf '\n== %s\n\n' "$*"; }

# Prints what was found, and counts it if it is not what was expected.
expect() { # what, expected, found
    if [ "$2" = "$3" ]; then
        printf '  ok     %s: %s\n' "$1" "$3"
    else
        printf '  WRONG  %s: %s, expected %s\n' "$1" "$3" "$2"
        wrong=$((wrong + 1))
    fi
}

# Waits until a command prints what is expected, and tells how long that took.
await() { # seconds, what, expected, command
    seconds=$1 what=$2 expected=$3 begin=$(date +%s)
    shift 3
    while true; do
        found=$("$@")
        [ "$found" != "$expected" ] || break
        [ $(($(date +%s) - begin)) -lt "$seconds" ] || break
        sleep 0.5
    done
    expect "$what, after $(($(date +%s) - begin)) s" "$expected" "$found"
}

address() { # service, its port
    found=$(docker compose port "$1" "$2" 2>/dev/null) && [ -n "$found" ] ||
        fail "the service $1 does not run: docker compose up -d --wait"
    echo "http://$found"
}

# Asks by a service's API, below $work/answer; nothing if it is no answer.
ask() { curl -s --max-time 20 -D "$work/headers" -o "$work/answer" "$@" || : >"$work/answer"; }

query() { ask -G -H 'X-Query-Plan: 1' --data-urlencode "query=$1" "${2-$query_router}/api/v1/query"; }

# The value of a query for one number; nothing where there is none.
value() { # query, server
    query "$@"
    series "$work/answer" | sed -n '1s/.*} //p'
}

header() { tr -d '\r' <"$work/headers" | sed -n "s/^$1: //Ip"; }

show() { # query
    query "$1"
    printf '  %s\n    plan   %s\n' "$1" "$(header X-Query-Plan)"
    series "$work/answer" | sed 's/^/    /'
}

# A field of a JSON object, by its first occurrence.
field() { # name
    grep -o "\"$1\":\"\{0,1\}[^\",}]*" "$work/answer" | sed -n '1s/^[^:]*:"\{0,1\}//p'
}
