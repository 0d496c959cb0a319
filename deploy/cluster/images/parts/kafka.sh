#!/bin/bash
# Starts a broker as the image apache/kafka does: Kafka's own translator makes its properties out of the variables KAFKA_… and
# formats the folder; one that is formatted already is taken as it is.
set -euo pipefail
export CLUSTER_ID=${CLUSTER_ID:-5L6g3nShT-eMCtK--X86sw}
export CLASSPATH='/opt/kafka/libs/*'

if ! said=$(java -Xmx128m -XX:TieredStopAtLevel=1 kafka.docker.KafkaDockerWrapper setup --default-configs-dir /etc/kafka/docker \
  --mounted-configs-dir /mnt/shared/config --final-configs-dir /opt/kafka/config 2>&1) && [[ $said != *'already formatted'* ]]; then
  echo "$said" >&2
  exit 1
fi
read -ra heap <<<"${KAFKA_HEAP_OPTS:--Xmx512m}"
exec java "${heap[@]}" -XX:+UseSerialGC kafka.Kafka /opt/kafka/config/server.properties
