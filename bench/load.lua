-- Sends the bodies of the file BODIES (one JSON text a line) in turn; prints one line of JSON at the end.
local requests, count, turn = {}, 0, 0

function init(args)
  local headers = { ["Content-Type"] = "application/json", ["Accept"] = "application/json" }
  for body in io.lines(os.getenv("BODIES")) do
    count = count + 1
    requests[count] = wrk.format("POST", os.getenv("ADDRESS_PATH"), headers, body)
  end
end

function request()
  turn = turn % count + 1
  return requests[turn]
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '\nRESULT {"requests": %d, "seconds": %.6f, "p50_ms": %.4f, "p99_ms": %.4f, "errors": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
