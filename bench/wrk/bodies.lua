-- Posts the bodies of a file in turn to one path, and prints what the run measured as JSON.
local requests = {}
local at = 0

function init(args)
  local headers = { ["content-type"] = "application/json", ["authorization"] = args[2] }
  for line in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format("POST", wrk.path, headers, line)
  end
  at = math.random(#requests)
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local errors = summary.errors.connect + summary.errors.read + summary.errors.write
    + summary.errors.timeout + summary.errors.status
  io.write(string.format(
    '\n{"requests":%d,"seconds":%f,"errors":%d,"p50":%f,"p99":%f}\n',
    summary.requests, summary.duration / 1e6, errors,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
