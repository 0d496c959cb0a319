# For sourcing: tries every process of an image as it is run: no root, nothing to write to, no network.

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

check_image() {
  local size process
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
    const wanted = '$(node_modules/node/bin/node -p "require('./package.json').devDependencies.node")';
    if (process.versions.node !== wanted) throw new Error(process.versions.node + ' is not ' + wanted);"
  check 'it brings the dashboard' inside "import { statSync } from 'node:fs'; statSync('dashboard/dist/index.html')"
  check 'it brings pcrm' run --entrypoint node "$image" cli/dist/main.js --help
  check 'it brings no test, no source and no compiler' inside "
    import { globSync } from 'node:fs';
    const found = globSync(['{libs,services,cli,deploy,dashboard}/**/*.{spec.*,ts,tsx}', 'node_modules/{typescript,jest,vite,antd}'],
      { exclude: (name) => name === 'node_modules' });
    if (found.length > 0) throw new Error(found.join());"
  check 'it brings nothing of what stands in for the servers' inside "
    import { globSync } from 'node:fs';
    const found = globSync(['**/*double*', '**/MongoWire*'], { exclude: (name) => name === 'node_modules' });
    if (found.length > 0) throw new Error(found.join());"
}
