// Runs every *.cluster.spec.ts against real parts, or what stands in for them: each part is started once for the whole run and its
// URL handed to the specs. Says at its end what each part was. Arguments are Jest's own, for the projects in which they match.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PARTS, resolvePart } from './cluster/resolve.mjs';
import { countTests, forgetResults, sayCount } from './count-tests.mjs';

const root = join(import.meta.dirname, '..');
const jestArguments = process.argv.slice(2);

/** Folders of the projects that have such specs. */
function projects() {
  const specs = globSync('{libs,services,deploy,cli,dashboard}/**/*.cluster.spec.ts', {
    cwd: root,
    exclude: (name) => ['node_modules', 'dist', '.types'].includes(name),
  });
  return [...new Set(specs.map(projectOf))].toSorted();
}
function projectOf(file) {
  const folder = dirname(file);
  return existsSync(join(root, folder, 'package.json')) ? folder : projectOf(folder);
}

async function jest(project, env) {
  const args = [join(root, 'tools/jest.mjs'), '--kind=cluster', ...jestArguments];
  if (jestArguments.length > 0) args.push('--passWithNoTests');
  const child = spawn(process.execPath, args, { cwd: join(root, project), stdio: 'inherit', env });
  const [code] = await once(child, 'exit');
  return code === 0;
}

// What runs for a part of them may run beside a whole one.
if (jestArguments.length === 0) forgetResults('cluster');
const resolved = await Promise.all(PARTS.map(async (part) => ({ ...part, ...(await resolvePart(part)) })));
const stop = () => Promise.all(resolved.map((part) => part.stop()));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(signal, () => void stop().finally(() => process.exit(1)));

const told = resolved.map(({ given, url, missing, lacks }) => (lacks ? [missing, lacks] : [given, url]));
const env = { ...process.env, ...Object.fromEntries(told) };
let good = true;
try {
  for (const project of projects()) good = (await jest(project, env)) && good;
} finally {
  await stop();
}

console.log('\nThe cluster specs talked to:');
for (const { name, what } of resolved) console.log(`  ${name.padEnd(12)}${what}`);
const count = countTests('cluster');
if (jestArguments.length === 0) sayCount(count);
process.exit(good && count.failed === 0 ? 0 : 1);
