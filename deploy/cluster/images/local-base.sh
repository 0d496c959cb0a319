#!/usr/bin/env bash
# Makes the base images of the Dockerfile out of Debian's packages, for machines on which no image can be pulled:
#   pcrm-local/runtime   Debian, minimal: what the services run on
#   pcrm-local/build     the same with the Node and the npm of this checkout: what builds them
# Needs root, docker, debootstrap, and an `npm ci` that has been run here. Uses the Docker daemon that DOCKER_HOST names.
set -euo pipefail
cd "$(dirname "$0")/../../.."

suite=${DEBIAN_SUITE:-bookworm}
node=node_modules/node/bin/node
[[ -x $node ]] || { echo "$node is missing: npm ci brings it." >&2; exit 1; }
npm_home=$(realpath "$(dirname "$(readlink -f "$(command -v npm)")")/..")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

debootstrap --variant=minbase --include=ca-certificates "$suite" "$work/root" "${DEBIAN_MIRROR:-http://deb.debian.org/debian}" >&2
rm -rf "$work"/root/var/cache/apt/*.bin "$work"/root/var/cache/apt/archives/*.deb "$work"/root/var/lib/apt/lists/*
# What this machine trusts: a registry may be reached through something with a certificate of its own.
cp /etc/ssl/certs/ca-certificates.crt "$work/root/etc/ssl/certs/ca-certificates.crt"
tar -C "$work/root" -c . | docker import - pcrm-local/runtime

mkdir -p "$work/root/usr/local/lib/node_modules"
cp "$node" "$work/root/usr/local/bin/node"
cp -a "$npm_home" "$work/root/usr/local/lib/node_modules/npm"
ln -s ../lib/node_modules/npm/bin/npm-cli.js "$work/root/usr/local/bin/npm"
tar -C "$work/root" -c . | docker import -c 'ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt' - pcrm-local/build
