#!/usr/bin/env bash
# Makes images of what stands in for the three servers, for machines on which no image can be pulled (see parts/Dockerfile):
#   pcrm-local/kafka   pcrm-local/mongo   pcrm-local/eventstore-double
# Needs pcrm-local/runtime (local-base.sh), our own image (`local-parts.sh IMAGE`, or pcrm), and Maven or the jars it has brought.
set -euo pipefail
cd "$(dirname "$0")/../../.."
export DOCKER_BUILDKIT=0

image=${1:-pcrm}
here=deploy/cluster/images/parts
node=node_modules/node/bin/node
double=libs/platform/test/cluster
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

jars_of() {
  "$node" --input-type=module --eval "
    import { jarsOf } from './deploy/cluster/local/jars.mjs';
    console.log(await jarsOf('$1'));"
}
for part in kafka mongo; do
  mkdir -p "$work/$part"
  cp -r "$(jars_of "$part")" "$work/$part/libs"
done
cp deploy/cluster/local/mongo/MongoWire.java "$work/mongo/"
cp "$here/Dockerfile" "$here/kafka.sh" "$work/"
"$node" node_modules/@swc/cli/bin/swc.js "$double/event-store-double.ts" "$double/event-store-double" \
  --out-dir "$work/swc" --config-file .swcrc --quiet
mv "$work/swc/$double" "$work/double"
cp "$here/eventstore-double.mjs" "$work/double/"

for part in kafka mongo eventstore-double; do
  docker build --network host --build-arg PCRM_IMAGE="$image" --target "$part" --tag "pcrm-local/$part" "$work"
done
