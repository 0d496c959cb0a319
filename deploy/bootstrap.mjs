// From a fresh clone to a running step: installs what package-lock.json names, then hands over to the Node it names.
// This file itself needs nothing but the Node that happens to be there (20 or newer): it runs before anything is installed.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const node = join(root, 'node_modules', 'node', 'bin', 'node');
const nx = ['node_modules/nx/dist/bin/nx.js', 'run-many', '--outputStyle=static-failures-only'];
/** Who looks at all projects at once. */
const ofAll = ['-p', '@pcrm/house-rules'];
/** Ctrl-C arrives from the terminal and from npm, a moment apart: within this time it is one signal. */
const SAME_KEYSTROKE_MS = 1000;
const prettier = 'node_modules/prettier/bin/prettier.cjs';

/** One pool of memory for all threads, given back as soon as it is free: without it glibc keeps a hundred megabytes for later. */
const FRUGAL = { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '131072', MALLOC_MMAP_THRESHOLD_: '131072' };

/** What each `npm run` does once everything is installed; it answers with the exit code. */
const STEPS = {
  start: async (args) => (await build('-p', '@pcrm/embedded')) || serve(['deploy/embedded/dist/start.js', ...args]),
  pcrm: async (args) => (await build('-p', '@pcrm/cli')) || runNode(['cli/dist/main.js', ...args], callerFolder()),
  test: (args) => runNode(['tools/test-all.mjs', ...args]),
  'test:browser': async (args) => (await build()) || runNode(['tools/test-browser.mjs', ...args]),
  'test:cluster': async (args) => (await build()) || runNode(['tools/test-cluster.mjs', ...args]),
  bench: async (args) => (await build()) || runNode(['bench/dist/main.js', ...args], callerFolder()),
  torture: async (args) => (await build()) || runNode(['torture/dist/main.js', ...args]),
  build: (args) => runNode([...nx, '-t', 'build', ...args]),
  check: (args) => runNode([...nx, ...ofAll, '-t', 'typecheck', 'lint', 'boundaries', ...args]),
  typecheck: (args) => runNode([...nx, ...ofAll, '-t', 'typecheck', ...args]),
  lint: (args) => runNode([...nx, ...ofAll, '-t', 'lint', ...args]),
  boundaries: (args) => runNode([...nx, ...ofAll, '-t', 'boundaries', ...args]),
  format: (args) => runNode([prettier, '--write', '--log-level=warn', '.', ...args]),
  'format:check': (args) => runNode([prettier, '--check', '.', ...args]),
};

/** The flags by which each step is told how much to do. */
const FLAGS = {
  start: ['empty', 'clients', 'days', 'seed'],
  bench: ['quick', 'runs', 'clients', 'days', 'lines', 'imported', 'handed-over', 'branch', 'minutes', 'profile'],
  torture: [
    ...['seed', 'seeds', 'from', 'plant', 'plants', 'rounds', 'seconds'],
    ...['examples', 'requests', 'minutes', 'mutants', 'service', 'every'],
  ],
};

const [step, ...args] = process.argv.slice(2);
if (!Object.hasOwn(STEPS, step ?? '')) fail(`Say what to do: ${Object.keys(STEPS).join(', ')}.`);
if (Number(process.versions.node.split('.')[0]) < 20)
  fail(`Node ${process.versions.node} is too old: 20 or newer, please.`);
refuseWhatNpmTook();
await install();
process.exitCode = await STEPS[step](args);

function fail(message) {
  console.error(message);
  process.exit(1);
}

/**
 * Without `--` npm keeps `--empty` for itself and says so in a warning only: a demo would begin where a branch was meant, and hours of
 * measuring where a trial was. Flags of npm's own that bear the same name are not among these: they may be set for everything.
 */
function refuseWhatNpmTook() {
  const took = (FLAGS[step] ?? []).filter(
    (name) => process.env[`npm_config_${name.replaceAll('-', '_')}`] !== undefined,
  );
  if (took.length > 0)
    fail(`npm took --${took.join(' and --')} for itself. Two dashes go before it: npm ${asNamed()} -- --${took[0]} …`);
}

function asNamed() {
  return step === 'start' ? step : `run ${step}`;
}

async function install() {
  const missing = whatIsMissing();
  if (!missing) return;
  console.log(`Installing the packages of package-lock.json (${missing}); this takes a minute or two.`);
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const code = await run([...npm, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], { env: process.env });
  if (code !== 0) fail(`npm ci failed with exit code ${code}; the reason stands above.`);
  const still = whatIsMissing();
  if (still) fail(`npm ci ended well and yet ${still}.`);
}

/** Why node_modules is not what the lock file asks for; undefined when it is. */
function whatIsMissing() {
  const installed = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (!installed) return 'nothing is installed yet';
  if (!existsSync(node)) return 'its Node is missing';
  for (const [path, wanted] of Object.entries(packagesOf(join(root, 'package-lock.json')))) {
    const found = installed[path];
    if (!path.includes('node_modules/') || (!found && wanted.optional)) continue;
    if (found?.version !== wanted.version || found?.integrity !== wanted.integrity) {
      return `${path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)} is missing or another version`;
    }
  }
}

function packagesOf(lockFile) {
  return existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, 'utf8')).packages : undefined;
}

/** The environment of every step: the installed Node and tools come first, and no tool tells anybody anything. */
function environment() {
  const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const quiet = { NX_DAEMON: 'false', NX_NO_CLOUD: 'true', NX_TUI: 'false', npm_config_loglevel: 'error' };
  return { ...process.env, ...quiet, PATH: path };
}

function callerFolder() {
  return process.env.INIT_CWD ?? root;
}

function runNode([script, ...rest], cwd = root) {
  return run([node, join(root, script), ...rest], { env: environment(), cwd });
}

/**
 * Builds what has changed; seen only when it takes its time or fails. nx takes a folder away before it puts the kept one there:
 * who has built, and runs several things at once (`.ci/run`), says PCRM_BUILT=1, so that none loses its modules to another.
 */
async function build(...which) {
  if (process.env.PCRM_BUILT === '1') return 0;
  const said = [];
  const patience = setTimeout(() => console.error('Building what has changed …'), 1500);
  const code = await run([node, ...nx, '-t', 'build', ...which], { env: environment(), stdio: 'pipe' }, said);
  clearTimeout(patience);
  if (code !== 0) process.stderr.write(Buffer.concat(said));
  return code;
}

/**
 * Runs the platform in a process group of its own. Ctrl-C reaches this process from the terminal and once more from npm;
 * the platform hears of it once, from here. Should npm or this process be killed outright, the platform ends too.
 */
function serve(command) {
  // A small space for young objects: the default takes eight times the memory for a few per cent of speed.
  const lifeline = ['--enable-source-maps', '--max-semi-space-size=8', '--import', './deploy/lifeline.mjs'];
  const stdio = ['ignore', 'inherit', 'inherit', 'ipc'];
  // What was compiled once is read the next time: a restart is shorter by it.
  const NODE_COMPILE_CACHE = join(root, 'node_modules', '.cache', 'compiled');
  if (process.env.npm_lifecycle_event === 'start') stopWithNpm();
  return run([node, ...lifeline, ...command], {
    env: { ...FRUGAL, NODE_COMPILE_CACHE, ...environment() },
    stdio,
    detached: true,
  });
}

function stopWithNpm() {
  const npm = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === npm) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 1000).unref();
}

/** Runs a command to its end, passes signals on, and answers with its exit code; a deadly signal is died of here too. */
function run([command, ...rest], options, said) {
  const child = spawn(command, rest, { cwd: root, stdio: 'inherit', ...options });
  child.stdout?.on('data', (chunk) => said.push(chunk));
  child.stderr?.on('data', (chunk) => said.push(chunk));
  const stopPassingOn = passSignalsTo(child, options.detached);
  return new Promise((resolve) => {
    child.once('error', (error) => fail(`${command} cannot be started: ${error.message}`));
    child.once('close', (code, signal) => {
      stopPassingOn();
      if (signal) process.kill(process.pid, signal);
      resolve(code ?? 1);
    });
  });
}

function passSignalsTo(child, alone) {
  const lastTime = new Map();
  const pass = (signal) => {
    const repeated = Date.now() - (lastTime.get(signal) ?? 0) < SAME_KEYSTROKE_MS;
    const heardItself = !alone && signal === 'SIGINT' && process.stdin.isTTY;
    if (repeated || heardItself) return;
    lastTime.set(signal, Date.now());
    child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, pass);
  return () => signals.forEach((signal) => process.off(signal, pass));
}
