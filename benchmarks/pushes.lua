-- PUTs of ten series to 512 groups, in turn. How they must be answered stands in the environment, since wrk counts a 3xx as success.
local body = "# TYPE bench_value gauge\n"
for i = 1, 10 do
  body = body .. 'bench_value{series="' .. i .. '"} ' .. i .. "\n"
end
local headers = { ["Content-Type"] = "text/plain", ["User-Agent"] = "Go-http-client/1.1" }
local mode = os.getenv("BENCH_MODE")
if mode then headers["X-Pgw-Mode"] = mode end
local requests, at = {}, 0
-- Made once: to format a request costs wrk more than to send it.
init = function()
  for group = 1, 512 do
    requests[group] = wrk.format("PUT", "/metrics/job/bench/instance/host-" .. group, headers, body)
  end
end
request = function()
  at = at % 512 + 1
  return requests[at]
end
done = function(summary, latency, requests)
  local seconds = summary.duration / 1e6
  io.write(string.format("WRK %d %.0f %.3f %.3f %d %d\n", summary.requests, summary.requests / seconds,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
