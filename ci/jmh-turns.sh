#!/bin/sh
# Runs the benchmarks of two builds in turns, which 'faceoff gate --jmh' needs to tell the code from the machine:
#
#   ci/jmh-turns.sh 8 turns 'java -jar main/benchmarks.jar $JMH' 'java -jar branch/benchmarks.jar $JMH'
#   ./faceoff gate --jmh turns/old turns/new
#
# A command gets JMH's arguments of one run, with one fork a benchmark, in the variable JMH. Turns alternate: old new, new old.
set -eu
[ $# -eq 4 ] || { echo "usage: $0 TURNS FOLDER 'OLD COMMAND' 'NEW COMMAND'; a command takes its arguments from \$JMH" >&2; exit 2; }
turns=$1
mkdir -p "$2/old" "$2/new"
folder=$(cd "$2" && pwd)
case $folder in *[[:space:]]*) echo "$folder: JMH's arguments cannot hold a folder with a space" >&2; exit 2 ;; esac

run() { # SIDE TURN COMMAND
  echo "turn $2 of $turns: $1" >&2
  JMH="-f 1 -rf json -rff $folder/$1/$2.json" sh -c "$3"
}

turn=1
while [ "$turn" -le "$turns" ]; do
  if [ $((turn % 2)) -eq 1 ]; then
    run old "$turn" "$3"
    run new "$turn" "$4"
  else
    run new "$turn" "$4"
    run old "$turn" "$3"
  fi
  turn=$((turn + 1))
done
