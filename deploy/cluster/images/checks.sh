# For sourcing: counts checks, and brings a Docker daemon. Wants `work`, a folder of the caller's own.
passed=0 failed=0 skipped=0 daemon=

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
    tail -n 60 "$work/said" | sed 's/^/      /'
    return 1
  fi
}

skip() {
  skipped=$((skipped + 1))
  echo "  ○ $1"
}

# `told NAME COMMAND…`: a step without which nothing can be checked; it is timed, and what it said is shown when it fails.
told() {
  local name=$1 began=$SECONDS
  shift
  if ! "$@" >"$work/said" 2>&1; then
    tail -n 40 "$work/said" >&2
    failed=$((failed + 1))
    echo "$name: it cannot be done, the reason stands above." >&2
    end_here
  fi
  echo "$name ($((SECONDS - began)) s)."
}

# Adds the tests of a kind that Jest has written down; none at all is a failure.
count_tests() {
  local counts p f s
  counts=$(node_modules/node/bin/node --input-type=module --eval "
    import { countTests } from './tools/count-tests.mjs';
    const { passed, failed, skipped } = countTests('$1');
    console.log(passed, passed + failed === 0 ? 1 : failed, skipped);")
  read -r p f s <<<"$counts"
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
}

end_here() {
  echo "$passed passed, $failed failed, $skipped skipped"
  exit $((failed > 0))
}

# The Docker daemon that answers, or as root one of our own in a folder of its own; first with bridges, which Compose needs.
bring_daemon() {
  docker info >/dev/null 2>&1 && return
  if [[ $EUID -ne 0 ]] || ! command -v dockerd >/dev/null || ! command -v debootstrap >/dev/null; then
    echo 'No Docker daemon answers, and none can be started here (root, dockerd and debootstrap are needed).' >&2
    return 1
  fi
  export DOCKER_HOST=unix://$work/docker.sock
  start_daemon || start_daemon --bridge none --iptables=false
}

start_daemon() {
  dockerd --data-root "$work/data" --exec-root "$work/exec" --host "$DOCKER_HOST" --pidfile "$work/pid" "$@" >"$work/dockerd" 2>&1 &
  daemon=$!
  for _ in {1..60}; do
    docker info >/dev/null 2>&1 && return
    kill -0 "$daemon" 2>/dev/null || break
    sleep 1
  done
  tail -n 5 "$work/dockerd" >&2
  end_daemon
  return 1
}

end_daemon() {
  [[ -n $daemon ]] || return 0
  kill "$daemon" 2>/dev/null && wait "$daemon" 2>/dev/null
  umount "$work"/exec/netns/* 2>/dev/null
  daemon=
}
