#!/usr/bin/env bash
# Makes the base images of the Dockerfile out of Debian's packages, for machines on which no image can be pulled:
#   pcrm-local/runtime   Debian, minimal: what the services run on
#   pcrm-local/build     the same with the Node, the npm and all that is installed in this checkout: what builds them
# Needs root, docker, debootstrap, and an `npm ci` that has been run here. Uses the Docker daemon that DOCKER_HOST names.
# Debian itself is kept for a month, in PCRM_CACHE_DIR (~/.cache/pcrm).
set -euo pipefail
cd "$(dirname "$0")/../../.."

suite=${DEBIAN_SUITE:-bookworm}
node=node_modules/node/bin/node
[[ -x $node ]] || { echo "$node is missing: npm ci brings it." >&2; exit 1; }
npm_home=$(realpath "$(dirname "$(readlink -f "$(command -v npm)")")/..")
cache=${PCRM_CACHE_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/pcrm}/debian
debian=$cache/$suite.tar

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root

if [[ -n $(find "$debian" -mtime -30 2>/dev/null) ]]; then
  mkdir "$root"
  tar -C "$root" -x -f "$debian"
else
  debootstrap --variant=minbase --include=ca-certificates "$suite" "$root" "${DEBIAN_MIRROR:-http://deb.debian.org/debian}" >&2
  rm -rf "$root"/var/cache/apt/*.bin "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/*
  mkdir -p "$cache"
  tar -C "$root" -c -f "$debian.$$" .
  mv "$debian.$$" "$debian"
fi
# What this machine trusts: a registry may be reached through something with a certificate of its own.
cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
tar -C "$root" -c . | docker import - pcrm-local/runtime

mkdir -p "$root/usr/local/lib/node_modules"
cp "$node" "$root/usr/local/bin/node"
cp -a "$npm_home" "$root/usr/local/lib/node_modules/npm"
ln -s ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/local/bin/npm"
# Under /app, where the Dockerfile builds; paths in there go through that too, but not what links point at.
# Without what others keep in there while they run: it changes beneath us, and nothing is built of it.
installed=$(find . -maxdepth 3 -name node_modules -type d -prune -printf '%P\n')
# shellcheck disable=SC2086 # one word for each folder
tar -c --exclude 'node_modules/.cache' --exclude 'node_modules/.vite-temp' --transform 'flags=rh;s,^\([^.]\),app/\1,' -C "$root" . -C "$PWD" $installed |
  docker import -c 'ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt' - pcrm-local/build
