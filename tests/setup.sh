# shellcheck shell=bash
# What samples/quickstart, tests/run and .ci/run share: packages, and steps of one line and one log.
set -euo pipefail

started_in=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
logs=$root/build/logs
jobs=$(nproc)
mkdir -p "$logs"

build_packages=(
  g++ cmake ninja-build pkg-config
  libcli11-dev nlohmann-json3-dev libfmt-dev libyaml-cpp-dev libsimdjson-dev libre2-dev
  libexpected-dev nettle-dev libminizip-dev zlib1g-dev
)
test_packages=(catch2)
npm_packages=(nodejs npm)
validator_packages=(python3 cmark-gfm)
ci_packages=(git clang clang-format clang-tidy libclang-rt-dev ccache mold)

# step <log> <text> <command>...: returns the command's exit code.
step() {
  local log=$logs/$1.log text=$2 start=$SECONDS code=0
  shift 2
  printf '%s ... ' "$text"
  "$@" >"$log" 2>&1 </dev/null || code=$?
  if ((code == 0)); then
    printf 'ok (%d s)\n' $((SECONDS - start))
  else
    printf 'FAILED (%d s)\n' $((SECONDS - start))
    tail -n 20 "$log" | sed 's/^/  | /'
    printf '  exit code %d, whole log: %s\n' "$code" "$(from_here "$log")"
  fi
  return "$code"
}

# A path as the user would type it.
from_here() { realpath --relative-to="$started_in" "$1"; }

missing_packages() {
  dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null |
    awk -v wanted="$*" '
      $1 == "installed" { have[$2] = 1 }
      END {
        count = split(wanted, names, " ")
        for (i = 1; i <= count; i++) if (!(names[i] in have)) print names[i]
      }'
}

apt_install() {
  local apt=(apt-get)
  if ((EUID != 0)); then
    if ! command -v sudo >/dev/null; then
      echo "neither root nor sudo; install these packages first: $*"
      return 1
    fi
    apt=(sudo env DEBIAN_FRONTEND=noninteractive apt-get)
  fi
  export DEBIAN_FRONTEND=noninteractive
  "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "$@"
}

# Installs what dpkg does not already have.
need_packages() {
  if ! command -v dpkg-query >/dev/null; then
    echo "no dpkg here: taking for granted what Debian calls $*"
    return
  fi
  local missing
  missing=$(missing_packages "$@" || true)
  if [[ -n $missing ]]; then
    # shellcheck disable=SC2086
    step packages "installing $(wc -w <<<"$missing") packages" apt_install $missing
  fi
}

npm_ci() {
  (cd tests/npm && npm ci --ignore-scripts --no-audit --no-fund && cp package-lock.json node_modules)
}

# Fetches what tests/npm/package-lock.json pins, unless that is there. Another source of node than
# Debian's packages will do.
need_npm() {
  command -v npm >/dev/null || need_packages "${npm_packages[@]}"
  cmp -s tests/npm/package-lock.json tests/npm/node_modules/package-lock.json ||
    step npm "installing npm packages for tests" npm_ci
}

# build <preset>
build() {
  step "configure-$1" "configuring $1" cmake --preset "$1" -S "$root" &&
    step "build-$1" "building $1" cmake --build --preset "$1" --parallel "$jobs"
}
