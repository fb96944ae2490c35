-- Sends the lines of a file in turn: paths to GET, or, where an authorization is given too, bodies to
-- POST to the URL's path. Prints what the run measured as one line of JSON.
--
-- Arguments: the file, the authorization or "-", and whose visits they are:
--   none        nobody's
--   bot         a bot's, which are forwarded and not written down
--   fixed N     of each line the same browser at the same public address, numbered from N
--   fresh N     each of an address that no other has, numbered from N; the browser is the line's
-- and the file of browsers: "Accept-Language<tab>User-Agent" a line.
local requests = {}
local at = 0
local isFresh = false
local number = 0

-- First octets that are public all through.
local octets = {}
for octet = 1, 223 do
  if octet ~= 10 and octet ~= 100 and octet ~= 127 and octet ~= 169 and octet ~= 172
    and octet ~= 192 and octet ~= 198 and octet ~= 203 then
    octets[#octets + 1] = octet .. "."
  end
end
local inner, last = {}, {}
for octet = 0, 255 do
  inner[octet] = octet .. "."
  last[octet] = tostring(octet)
end

-- Of each number another; neighbours lie in other countries. `addressOf` in visitors.ts is the same.
local function address(n)
  local rest = math.floor(n / #octets) * 10368889 % 16777216
  local middle = math.floor(rest / 256)
  return octets[n % #octets + 1] .. inner[math.floor(middle / 256)] .. inner[middle % 256]
    .. last[rest % 256]
end

local function readVisitors(file)
  local visitors = {}
  for line in io.lines(file) do
    local language, agent = line:match("^([^\t]*)\t(.*)$")
    visitors[#visitors + 1] = { language = language, agent = agent }
  end
  return visitors
end

-- Without its end where the address is still to come.
local function formatVisit(path, visitor, from)
  local request = wrk.format("GET", path, {
    ["Host"] = wrk.headers["Host"],
    ["User-Agent"] = visitor.agent,
    ["Accept-Language"] = visitor.language,
  })
  local open = request:sub(1, -3) .. "X-Forwarded-For: "
  return from == nil and open or open .. from .. "\r\n\r\n"
end

local function formatBody(body, authorization)
  local headers = { ["content-type"] = "application/json", ["authorization"] = authorization }
  return wrk.format("POST", wrk.path, headers, body)
end

function init(args)
  local file, authorization, whose, first, browsers = unpack(args)
  isFresh = whose == "fresh"
  number = tonumber(first)
  local isNobodys = whose == "none" or whose == "bot"
  local visitors = not isNobodys and readVisitors(browsers)
  local headers = whose == "bot" and { ["User-Agent"] = "bench-bot" } or nil
  for line in io.lines(file) do
    local nth = #requests
    if authorization ~= "-" then
      requests[nth + 1] = formatBody(line, authorization)
    elseif isNobodys then
      requests[nth + 1] = wrk.format("GET", line, headers)
    else
      local visitor = visitors[nth % #visitors + 1]
      requests[nth + 1] = formatVisit(line, visitor, not isFresh and address(number + nth) or nil)
    end
  end
  at = math.random(#requests)
end

function request()
  at = at % #requests + 1
  if not isFresh then return requests[at] end
  number = number + 1
  return requests[at] .. address(number) .. "\r\n\r\n"
end

function done(summary, latency)
  local errors = summary.errors.connect + summary.errors.read + summary.errors.write
    + summary.errors.timeout + summary.errors.status
  io.write(string.format(
    '\n{"requests":%d,"seconds":%f,"errors":%d,"p50":%f,"p99":%f}\n',
    summary.requests, summary.duration / 1e6, errors,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
