# Answers of Prometheus' API as lines. Read by bin/demo and deploy/tour.
# shellcheck shell=sh

# The series of an answer, sorted: up{cluster="a",job="prometheus"} 1
series() { # file
    awk '{ gsub(/\{"metric":/, "\n"); print }' "$1" | sed -n '
        s/^{\(.*\)},"value":\[[^,]*,"\([^"]*\)"\].*/\1} \2/
        t labels
        d
        :labels
        s/"\([A-Za-z0-9_]*\)":/\1=/g
        /^__name__=/!s/^/{/
        s/^__name__="\([^"]*\)",\{0,1\}/\1{/
        p' | LC_ALL=C sort
}
