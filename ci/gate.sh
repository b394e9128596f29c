#!/usr/bin/env bash
# Builds a baseline beside the checkout in the working folder and gates the two, on one machine and in one
# job: numbers of different machines, or of different days, cannot be compared.
#
#   BUILD         command that builds the service, run in both checkouts
#   TARGET        what is compared, a path in both: a runnable jar or a *.target.yaml
#   BASELINE_REF  commit to compare with
#   ARGUMENTS     further words of 'faceoff gate'
#   FACEOFF       folder of Faceoff
#   RESULTS       folder for the results; must not exist
set -euo pipefail

: "${BUILD:?}" "${TARGET:?}" "${BASELINE_REF:?names no commit; a first push has none}" "${FACEOFF:?}" "${RESULTS:?}"

head=$PWD
folder=$(mktemp -d)
baseline=$folder/baseline
trap 'git -C "$head" worktree remove --force "$baseline" >/dev/null 2>&1 || true; rm -rf "$folder"' EXIT

# Shallow clones, which runners make, do not have it yet.
git cat-file -e "$BASELINE_REF^{commit}" 2>/dev/null || git fetch --quiet --depth=1 origin "$BASELINE_REF"
git worktree add --quiet --detach "$baseline" "$BASELINE_REF"

(cd "$baseline" && bash -c "$BUILD")
if [ ! -e "$baseline/$TARGET" ]; then
  echo "$TARGET is new: $BASELINE_REF has none to compare with" >&2
  exit 0
fi
bash -c "$BUILD"

[ -z "${GITHUB_OUTPUT:-}" ] || echo "results=$RESULTS" >>"$GITHUB_OUTPUT"
code=0
# shellcheck disable=SC2086 # words
"$FACEOFF/faceoff" gate "$baseline/$TARGET" "$head/$TARGET" --out "$RESULTS" $ARGUMENTS || code=$?
if [ -n "${GITHUB_STEP_SUMMARY:-}" ] && [ -f "$RESULTS/summary.md" ]; then
  cat "$RESULTS/summary.md" >>"$GITHUB_STEP_SUMMARY"
fi
exit "$code"
