#!/bin/sh
# Compares the closed throughput of a pair with what wrk measures of the same services (docs/capacity-check.md).
# Prints one row a variant: requests/s and the 95th percentile of latency for a number of users at a time.
#
#   usage: ci/capacity-check.sh SCENARIO FOLDER [USERS]     from the top folder; FOLDER must not exist
#
# Needs wrk (Debian's package) and nothing else. Takes about eight minutes; use the machine for nothing else.
set -eu

scenario=${1:?names no scenario; missing-index, n-plus-one, no-cache or blocking-gateway}
folder=${2:?names no folder for the results}
users=${3:-8}
quantile=95
warm_seconds=40
seconds=10

fail() {
  echo "capacity-check: $1" >&2
  exit 1
}

# What was started here and not waited for yet, by id: it ends with this script, whatever ends that.
running=
served=
end() {
  for process in $running $served; do
    kill -TERM "$process" 2>/dev/null || true
    wait "$process" || true
  done
}
trap end EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# Runs a program beside the shell, which answers a signal at once while it waits, and not otherwise.
attended() {
  "$@" &
  running=$!
  status=0
  wait "$running" || status=$?
  running=
  return "$status"
}

command -v wrk >/dev/null || fail "wrk is not installed"
mkdir -p "$(dirname "$folder")"
mkdir "$folder"

# The journey, as the scenario's own class sends it, then what wrk shall tell at the end.
{
  cat <<'LUA'
local threads = 0
function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end
-- Every call draws anew: an order that was paid before is not charged again, and answered sooner.
function init(args)
  math.randomseed(7919 * number + tonumber(args[1]))
end
LUA
  case $scenario in
    missing-index) cat <<'LUA'
function request()
  return wrk.format("GET", "/customers/" .. math.random(20000) .. "/orders?limit=20")
end
LUA
    ;;
    n-plus-one) cat <<'LUA'
function request()
  return wrk.format("GET", "/orders/newest?limit=50")
end
LUA
    ;;
    no-cache) cat <<'LUA'
local upto, total = {}, 0
for rank = 1, 100 do
  total = total + 1 / rank
  upto[rank] = total
end
function request()
  local draw, rank = math.random() * total, 1
  while upto[rank] < draw do
    rank = rank + 1
  end
  if math.random() < 0.01 then
    return wrk.format("POST", "/products/" .. rank .. "/purchases", {}, "")
  end
  return wrk.format("GET", "/products/" .. rank)
end
LUA
    ;;
    blocking-gateway) cat <<'LUA'
local function hex(digits)
  return string.format("%0" .. digits .. "x", math.random(0, 16 ^ digits - 1))
end
function request()
  if math.random() < 0.5 then
    local order = hex(4) .. hex(4) .. "-" .. hex(4) .. "-4" .. hex(3) .. "-8" .. hex(3) .. "-" .. hex(4) .. hex(4) .. hex(4)
    return wrk.format("POST", "/orders/" .. order .. "/payments", {["Content-Type"] = "application/json"},
      '{"amountCents":' .. math.random(100, 20099) .. "}")
  end
  return wrk.format("GET", "/products?page=" .. math.random(0, 249))
end
LUA
    ;;
    *) echo "no requests are written down here for $scenario" >&2; exit 2 ;;
  esac
  cat <<LUA
function done(summary, latency, requests)
  local errors = summary.errors.connect + summary.errors.read + summary.errors.write
    + summary.errors.status + summary.errors.timeout
  io.write(string.format("measured %.6g %.6g %d\n", summary.requests / summary.duration * 1e6,
    latency:percentile($quantile) / 1000, errors))
end
LUA
} >"$folder/journey.lua"

attended ./faceoff run "$scenario" --design capacity --seed 7 --out "$folder/capacity" >"$folder/capacity.txt" || {
  cat "$folder/capacity.txt" >&2
  fail "the search for the capacity failed"
}
for variant in naive fixed; do
  awk -v variant="$variant" -v users="$users" '
    function number() { gsub(/.*: /, ""); gsub(/,.*/, ""); return $0 + 0 }
    /"variant" : / {of = index($0, "\"" variant "\"") > 0}
    /"throughputs" : / {inside = 1}
    /"law(Note)?" : / {inside = 0}
    inside && /"users" : / {at = number()}
    inside && of && at == users && /"answeredPerSecond" : / {rate = number()}
    inside && of && at == users && /"latencyMillis" : / {print rate, number(); exit}
  ' "$folder/capacity/results.json" >"$folder/faceoff-$variant.txt"
  [ -s "$folder/faceoff-$variant.txt" ] || fail "no throughput of $variant with $users users in $folder/capacity/results.json"
done

# The same services, started the same way and nearly idle: an arrival each in five seconds. The page's address is told once they are warm.
./faceoff serve "$scenario" --for 10m --set arrivalsPerSecond=0.2 --seed 7 --out "$folder/idle" >"$folder/page.txt" 2>"$folder/idle.txt" &
served=$!
waited=0
until [ -s "$folder/page.txt" ]; do
  if ! kill -0 "$served" 2>/dev/null || [ "$waited" -ge 300 ]; then
    cat "$folder/idle.txt" >&2
    fail "the services were not ready after $waited s"
  fi
  sleep 1
  waited=$((waited + 1))
done

for variant in naive fixed; do
  address=$(sed -n "s/.*\"$variant\" : [[ ]*\"\(http[^\"]*\)\".*/\1/p" "$folder/idle/logs/plan.json")
  [ -n "$address" ] || fail "no address of $variant in $folder/idle/logs/plan.json"
  threads=$([ "$users" -gt 1 ] && echo 2 || echo 1)
  attended wrk -t "$threads" -c "$users" -d "${warm_seconds}s" -s "$folder/journey.lua" "$address" -- 1 >/dev/null
  attended wrk -t "$threads" -c "$users" -d "${seconds}s" -s "$folder/journey.lua" "$address" -- 2 >"$folder/wrk-$variant.txt"
  awk -v row="| $scenario | $variant | $users |" '
    NR == FNR {rate = $1; millis = $2; next}
    $1 == "measured" {printf "%s %.4g | %.4g | %.2f | %.3g | %.3g | %d |\n", row, rate, $2, $2 / rate, millis, $3, $4}
  ' "$folder/faceoff-$variant.txt" "$folder/wrk-$variant.txt"
done
