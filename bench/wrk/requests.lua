-- Sends the lines of a file in turn: paths to GET, or, where an authorization is given too, bodies to
-- POST to the URL's path. Prints what the run measured as one line of JSON.
local requests = {}
local at = 0

local function format(line, authorization)
  if authorization == nil then return wrk.format("GET", line) end
  local headers = { ["content-type"] = "application/json", ["authorization"] = authorization }
  return wrk.format("POST", wrk.path, headers, line)
end

function init(args)
  for line in io.lines(args[1]) do
    requests[#requests + 1] = format(line, args[2])
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
