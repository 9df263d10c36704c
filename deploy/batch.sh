# A batch job for each of six shops: pushes when it ran last, and what it did. Any HTTP client can do that. The name has the addresses
# of both routers; which of them is asked is the resolver's choice.
# shellcheck shell=sh
rows=0
while true; do
    rows=$((rows + 7))
    for shop in amsterdam berlin cairo dakar espoo florence; do
        body="# TYPE batch_last_success_timestamp_seconds gauge
batch_last_success_timestamp_seconds $(date +%s)
# TYPE batch_rows_total counter
batch_rows_total $rows
"
        timeout 10 wget -q -O /dev/null --post-data "$body" "http://pgw-router:9292/metrics/job/batch/shop/$shop" && touch /tmp/pushed
    done
    sleep 5
done
