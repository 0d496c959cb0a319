# For sourcing: runs docker-compose.yml with the local images, tells the story to its gateway, and takes all of it down.

compose() {
  docker-compose --project-name "$project" --env-file "$work/env" -f docker-compose.yml -f deploy/cluster/images/compose.local.yml "$@"
}

# Secrets, free ports and a clock of this run.
write_environment() {
  local ports
  ports=$(node_modules/node/bin/node --input-type=module --eval "
    import { freePorts } from './deploy/cluster/local/free-ports.mjs';
    console.log((await freePorts(4)).join(' '));")
  read -r gateway_port kafka_port eventstore_port mongodb_port <<<"$ports"
  token_secret=$(head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n')
  mkdir -p "$work/clock"
  : >"$work/clock/now"
  chmod 755 "$work/clock"
  cat >"$work/env" <<END
TOKEN_SECRET=$token_secret
MASTER_KEY=$(head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n')
PCRM_IMAGE=$image
PUBLISH=127.0.0.1:$gateway_port
KAFKA_PORT=$kafka_port
EVENTSTORE_PORT=$eventstore_port
MONGODB_PORT=$mongodb_port
CLOCK_FOLDER=$work/clock
END
}

# Everything starts when what it needs is well; the gateway is the last.
comes_up() {
  if compose up --detach --no-build --no-color; then
    for _ in {1..120}; do
      [[ $(state_of gateway '{{.State.Health.Status}}') == healthy ]] && return
      sleep 1
    done
  fi
  compose ps
  compose logs --no-color --tail 20
  return 1
}

state_of() {
  docker inspect --format "$2" "$(compose ps -q "$1")"
}

offers_first_link() {
  local said
  said=$(compose logs --no-color prepare)
  echo "$said"
  [[ $said == *'Topics made'* && $said == *'/setup#'* ]]
}

serves_dashboard() {
  curl --fail --silent --show-error "http://127.0.0.1:$gateway_port/" | tee /dev/stderr | grep -q '<div id="root">'
}

# While the servers are there: without them a process may well end with what it could not do any more.
ends_by_itself() {
  local process ended
  compose stop gateway clients allocation engagement notifications || return 1
  for process in gateway clients allocation engagement notifications prepare; do
    ended=$(state_of "$process" '{{.State.ExitCode}}')
    echo "$process ended with $ended"
    [[ $ended == 0 ]] || return 1
  done
}

tell_story() {
  (cd deploy/cluster && PCRM_TEST_GATEWAY=http://127.0.0.1:$gateway_port TOKEN_SECRET=$token_secret CLOCK_FILE=$work/clock/now \
    ../../node_modules/node/bin/node ../../tools/jest.mjs --kind=compose)
}

check_compose() {
  project=pcrm-check-$$
  write_environment
  if check 'docker-compose brings everything up, one after the other' comes_up; then
    check 'prepare has made the topics and offers the first link' offers_first_link
    check 'the gateway serves the dashboard' serves_dashboard
    tell_story || compose logs --no-color --tail 30
    count_tests compose
    check 'every process ends well when it is told to' ends_by_itself
  fi
  leave_compose
}

leave_compose() {
  [[ -n ${project:-} ]] && compose down --volumes --timeout 20 >"$work/down" 2>&1
  project=
}

# The message log's contract against the image, as any cluster spec reaches it: through testcontainers.
check_kafka() {
  local log=$work/kafka-contract
  rm -f {libs,services,deploy}/*/test-results/container.json
  PCRM_IMAGE_KAFKA=pcrm-local/kafka node_modules/node/bin/node tools/test-cluster.mjs kafka.message-log \
    --json --outputFile=test-results/container.json 2>&1 | tee "$log"
  count_tests container
  check 'it was a container of pcrm-local/kafka' grep 'kafka *a container of pcrm-local/kafka' "$log"
}
