#!/usr/bin/env bash
# Builds the image on the local base and tries every process of it, as it is run: no root, nothing to write to, no network.
# `check.sh IMAGE` tries one that is there.
# Uses the Docker daemon that answers; as root on Debian it starts one of its own in a folder of its own, and ends it.
# The last line counts: `N passed, N failed, N skipped`.
set -uo pipefail
cd "$(dirname "$0")/../../.."
export DOCKER_BUILDKIT=0

image=${1:-pcrm-check}
work=$(mktemp -d)
daemon=
passed=0 failed=0

finish() {
  [[ $image == pcrm-check ]] && docker rmi --force "$image" >/dev/null 2>&1
  [[ -n $daemon ]] && kill "$daemon" && wait "$daemon" 2>/dev/null
  rm -rf "$work"
}
trap finish EXIT

stop_here() {
  echo "$1" >&2
  echo "0 passed, ${2:-0} failed, ${3:-0} skipped"
  exit $((${2:-0} > 0))
}

# `check NAME COMMAND…`: whether the command ends well.
check() {
  local name=$1
  shift
  if "$@" >"$work/said" 2>&1; then
    passed=$((passed + 1))
    echo "  ✓ $name"
  else
    failed=$((failed + 1))
    echo "  ✕ $name"
    sed 's/^/      /' "$work/said"
  fi
}

run() {
  docker run --rm --read-only --tmpfs /tmp --network none --cap-drop ALL --security-opt no-new-privileges "$@"
}

# `refuses CODE WORDS ARGUMENTS…`: the image ends with the code and says all the words.
refuses() {
  local code=$1 words=$2 said
  shift 2
  said=$(run "$@" 2>&1)
  local ended=$?
  echo "ended with $ended: $said"
  [[ $ended == "$code" ]] || return 1
  for word in $words; do [[ $said == *"$word"* ]] || return 1; done
  # What a variable says is never repeated: it may be a secret.
  [[ $said != *many* && $said != *ssss* ]]
}

inside() {
  run --entrypoint node "$image" --input-type=module -e "$1"
}

if ! docker info >/dev/null 2>&1; then
  if [[ $EUID -ne 0 ]] || ! command -v dockerd >/dev/null || ! command -v debootstrap >/dev/null; then
    stop_here 'No Docker daemon answers, and none can be started here (root, dockerd and debootstrap are needed).' 0 1
  fi
  export DOCKER_HOST=unix://$work/docker.sock
  dockerd --data-root "$work/data" --exec-root "$work/exec" --host "$DOCKER_HOST" --pidfile "$work/pid" --bridge none --iptables=false >"$work/dockerd" 2>&1 &
  daemon=$!
  for _ in {1..60}; do docker info >/dev/null 2>&1 && break; sleep 1; done
  docker info >/dev/null 2>&1 || { tail -n 5 "$work/dockerd" >&2; stop_here 'dockerd was started and does not answer.' 1; }
fi

build() {
  if ! docker image inspect pcrm-local/build pcrm-local/runtime >/dev/null 2>&1; then
    deploy/cluster/images/local-base.sh >"$work/base" 2>&1 || { tail -n 20 "$work/base" >&2; stop_here 'The local base cannot be made.' 1; }
  fi
  docker build --network host --build-arg BUILD_IMAGE=pcrm-local/build --build-arg RUNTIME_IMAGE=pcrm-local/runtime \
    --tag "$image" . >"$work/build" 2>&1 || { tail -n 40 "$work/build" >&2; stop_here 'The image cannot be built.' 1; }
}
[[ $image == pcrm-check ]] && build

size=$(($(docker image inspect --format '{{.Size}}' "$image") / 1000000))
echo "The image takes $size MB."

check 'without a name it says what there is to run' refuses 2 'clients allocation engagement notifications gateway prepare' "$image"
for process in clients allocation engagement notifications gateway prepare; do
  check "$process names every variable that is missing" \
    refuses 1 'EVENTSTORE_URL KAFKA_BROKERS MONGODB_URL TOKEN_SECRET' "$image" "$process"
  check "$process names its own that are missing or wrong" refuses 1 'MASTER_KEY KAFKA_PARTITIONS' \
    --env EVENTSTORE_URL=esdb://eventstore:2113 --env KAFKA_BROKERS=kafka:9092 --env MONGODB_URL=mongodb://mongodb:27017 \
    --env TOKEN_SECRET="$(printf 's%.0s' {1..32})" --env KAFKA_PARTITIONS=many "$image" "$process"
done
check 'it is nobody in there' inside 'if (process.getuid() === 0 || process.getgid() === 0) process.exit(1)'
check 'it runs the Node of the lock file' inside "
  import { readFileSync } from 'node:fs';
  const wanted = '$(node -p "require('./package.json').devDependencies.node")';
  if (process.versions.node !== wanted) throw new Error(process.versions.node + ' is not ' + wanted);"
check 'it brings the dashboard' inside "import { statSync } from 'node:fs'; statSync('dashboard/dist/index.html')"
check 'it brings pcrm' run --entrypoint node "$image" cli/dist/main.js --help
check 'it brings no test, no source and no compiler' inside "
  import { globSync } from 'node:fs';
  const found = globSync(['{libs,services,cli,deploy,dashboard}/**/*.{spec.*,ts,tsx}', 'node_modules/{typescript,jest,vite,antd}'],
    { exclude: (name) => name === 'node_modules' });
  if (found.length > 0) throw new Error(found.join());"

echo "$passed passed, $failed failed, 0 skipped"
((failed == 0))
