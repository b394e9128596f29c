#!/usr/bin/env bash
# Builds a baseline beside the checkout in the working folder and gates the two, on one machine and in one
# job: numbers of different machines, or of different days, cannot be compared.
#
#   BUILD         commands that build the service, run in both checkouts; the first that fails is the last
#   TARGET        what is compared, a path in both: a runnable jar or a *.target.yaml; where its name has a version,
#                 a pattern of the shell that fits one file of each, such as target/shop-*.jar
#   BASELINE_REF  commit, branch or tag to compare with; default: what the head is merged into on GitHub, else EVENT_BASE
#   EVENT_BASE    commit that the event names, where there is one
#   ARGUMENTS     further words of 'faceoff gate', quoted as in a shell
#   FACEOFF       folder of Faceoff
#   RESULTS       folder for the results; must be empty, if it exists
#
# Ends with the code of 'faceoff gate', with 2 without a commit or one file to compare with, with 5 where a side cannot be built.
set -euo pipefail

: "${BUILD:?}" "${TARGET:?}" "${FACEOFF:?}" "${RESULTS:?}"

head=$PWD
folder=$(mktemp -d)
baseline=$folder/baseline
trap 'git -C "$head" worktree remove --force "$baseline" >/dev/null 2>&1 || true; rm -rf "$folder"' EXIT

# GitHub checks a pull request out as its merge into the base. The event may name an older base, and what others merged
# since would then be blamed on this change.
if [ -z "${BASELINE_REF:-}" ] && [[ ${GITHUB_REF:-} == refs/pull/*/merge ]] &&
  [ "$(git rev-parse HEAD)" = "${GITHUB_SHA:-}" ]; then
  # Read from the commit itself: a shallow clone hides its parents.
  BASELINE_REF=$(git cat-file commit HEAD | awk '$1 == "parent" && !base {base = $2} END {print base}')
fi
BASELINE_REF=${BASELINE_REF:-${EVENT_BASE:-}}
case $BASELINE_REF in
  *[!0]*) ;;
  *)
    echo "nothing to compare with: BASELINE_REF (baseline-ref) names no commit, and a first push has none before it" >&2
    exit 2
    ;;
esac

if ! commit=$(git rev-parse --quiet --verify "$BASELINE_REF^{commit}" 2>/dev/null); then
  # Shallow clones, which runners make, do not have it yet; a whole one would become shallow by a depth.
  depth=
  [ "$(git rev-parse --is-shallow-repository)" = false ] || depth=1
  git fetch --quiet ${depth:+--depth="$depth"} origin "$BASELINE_REF"
  commit=$(git rev-parse --verify 'FETCH_HEAD^{commit}')
fi
git worktree add --quiet --detach "$baseline" "$commit"
if git submodule status | grep '^[^-]' >/dev/null; then
  # A worktree begins without them, even where the checkout has them.
  git -C "$baseline" submodule --quiet update --init --recursive || {
    echo "the submodules of the baseline cannot be fetched" >&2
    exit 5
  }
fi

build() { # FOLDER NAME
  (cd "$1" && bash -eo pipefail -c "$BUILD") || {
    echo "the $2 cannot be built by: $BUILD" >&2
    exit 5
  }
}

# The file that TARGET names in a folder; nothing where there is none.
named() { # FOLDER
  local files
  files=$(cd "$1" && compgen -G "$TARGET" | LC_ALL=C sort) || return 0
  case $files in
    *$'\n'*)
      echo "$TARGET fits more than one file: ${files//$'\n'/, }" >&2
      exit 2
      ;;
  esac
  echo "$1/$files"
}

# The summary, with words that anybody can run: the baseline's folder is removed at the end.
explain_again() {
  local summary placeholder='<folder of the baseline>'
  summary=$(cat "$RESULTS/summary.md")
  summary=${summary//"$baseline"/$placeholder}
  printf '%s\n' "$summary"
  printf '\nThe baseline, commit %s, was built in a folder that is gone. To gate again, in a checkout of the candidate:\n' "$commit"
  printf '\n```sh\nBASELINE_REF=%s BUILD=%q TARGET=%q ARGUMENTS=%q \\\n' \
    "$commit" "$BUILD" "$TARGET" "${ARGUMENTS:-}"
  printf '  FACEOFF="<folder of Faceoff>" RESULTS="<a new folder>" "<folder of Faceoff>/ci/gate.sh"\n```\n'
}

# The other results name the commit where they named that folder: by a name that HTML, XML, JSON and shells take as it is.
name_commit() {
  local file folder_pattern
  folder_pattern=$(printf '%s' "$baseline" | sed 's/[][\.*^$|]/\\&/g')
  for file in report.html results.json junit.xml manifest.json; do
    if [ -f "$RESULTS/$file" ]; then
      LC_ALL=C sed "s|$folder_pattern|baseline-$commit|g" "$RESULTS/$file" >"$folder/named"
      cat "$folder/named" >"$RESULTS/$file"
    fi
  done
}

build "$baseline" baseline
old=$(named "$baseline")
if [ -z "$old" ]; then
  ungated="$TARGET is new: $BASELINE_REF has none to compare with, so nothing was gated"
  echo "$ungated" >&2
  [ -z "${GITHUB_ACTIONS:-}" ] || echo "::warning title=Faceoff gate::$ungated"
  exit 0
fi
build "$head" head
new=$(named "$head")

[ -z "${GITHUB_OUTPUT:-}" ] || echo "results=$RESULTS" >>"$GITHUB_OUTPUT"
arguments=()
eval "arguments=(${ARGUMENTS:-})"
code=0
"$FACEOFF/faceoff" gate "$old" "${new:-$head/$TARGET}" --out "$RESULTS" \
  ${arguments[@]+"${arguments[@]}"} || code=$?
name_commit || echo "the results still name $baseline, which is gone" >&2
if [ -f "$RESULTS/summary.md" ]; then
  explained=$(explain_again)
  printf '%s\n' "$explained" >"$RESULTS/summary.md"
  [ -z "${GITHUB_STEP_SUMMARY:-}" ] || cat "$RESULTS/summary.md" >>"$GITHUB_STEP_SUMMARY"
fi
exit "$code"
