#!/bin/sh
# Makes the databases naive and fixed of the pair $PAIR: by the migrations that a run uses, in the sizes that its scenario.yaml has.
# PostgreSQL's image runs it once, when the container is new; another PAIR makes a new one.
set -eu
scenario=/faceoff/scenarios/$PAIR/scenario.yaml
folder=/faceoff/db/$PAIR
# A scenario without data of its own is no pair to start here.
if ! [ -f "$scenario" ] || ! [ -d "$folder" ]; then
  echo "PAIR: there is no '$PAIR'; there are: $(cd /faceoff/db && echo *)" >&2
  exit 1
fi

# A sed script that puts each setting's value in the place of ${setting}.
settings=$(sed -n '/^settings:/,/^[^ ]/s/^  \([A-Za-z]*\): {value: \([^,}]*\),.*/s|[$]{\1}|\2|g/p' "$scenario")

sql() {
  psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" "$@"
}

migrate() { # DATABASE FOLDER
  for file in "$2"/V*.sql; do
    sed "$settings" "$file" | sql --dbname "$1"
  done
}

common=$folder
[ ! -d "$folder/common" ] || common=$folder/common
sql --dbname postgres --command "create database naive template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'"
migrate naive "$common"
sql --dbname postgres --command 'create database fixed template naive'
for variant in naive fixed; do
  [ ! -d "$folder/$variant" ] || migrate "$variant" "$folder/$variant"
  sql --dbname "$variant" --command 'create extension pg_stat_statements' --command 'vacuum (freeze, analyze)'
done
