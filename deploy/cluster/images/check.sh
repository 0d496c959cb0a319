#!/usr/bin/env bash
# Builds our image and what stands in for the three servers on the local base, tries every process of the image, runs
# docker-compose.yml with all of them, tells the story to its gateway, and runs the message log's contract against the Kafka image.
# `check.sh IMAGE` only tries the processes of an image that is there.
# Uses the Docker daemon that answers; as root on Debian it starts one of its own in a folder of its own, and ends it.
# The last line counts: `N passed, N failed, N skipped`.
set -uo pipefail
cd "$(dirname "$0")/../../.."
export DOCKER_BUILDKIT=0

here=deploy/cluster/images
image=${1:-pcrm-check}
work=$(mktemp -d)
source $here/checks.sh
source $here/check-image.sh
source $here/check-compose.sh

finish() {
  leave_compose
  # A daemon of our own goes with all it has.
  [[ $image == pcrm-check && -z $daemon ]] && docker rmi --force "$image" >/dev/null 2>&1
  end_daemon
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM HUP

build_image() {
  docker build --network host --build-arg BUILD_IMAGE=pcrm-local/build --build-arg RUNTIME_IMAGE=pcrm-local/runtime --tag "$image" .
}

bring_daemon || { skip 'Docker cannot be had here'; end_here; }
if [[ $# -gt 0 ]]; then
  check_image
  end_here
fi

docker image inspect pcrm-local/build pcrm-local/runtime >/dev/null 2>&1 || told 'The bases are made' $here/local-base.sh
told 'The image is built' build_image
check_image
if ! docker network ls --format '{{.Driver}}' | grep -q bridge; then
  skip 'The daemon can make no bridges: nothing can run together'
elif ! command -v docker-compose >/dev/null; then
  skip 'docker-compose is missing: nothing can run together'
else
  told 'What stands in for the servers is made' $here/local-parts.sh "$image"
  check_compose
  check_kafka
fi
end_here
