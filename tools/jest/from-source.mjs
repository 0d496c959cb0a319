// Lets plain Node run our sources, for threads and processes that a spec or a measurement starts: `import './from-source.mjs'`.
// Specs start many: what was compiled once is kept, by what it was compiled from.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { threadId } from 'node:worker_threads';

const require = createRequire(import.meta.url);
const swc = JSON.parse(readFileSync(new URL('../../.swcrc', import.meta.url), 'utf8'));
delete swc.$schema;
const compiler = require('@swc/core/package.json').version;
const kept = fileURLToPath(new URL('../../node_modules/.cache/from-source/', import.meta.url));
mkdirSync(kept, { recursive: true });

/** Our own files name each other `./tier.js`, as the build will: here that is still `./tier.ts`. */
function ourSource(specifier, parent) {
  if (!specifier.startsWith('.') || !specifier.endsWith('.js') || !parent?.endsWith('.ts')) return;
  const url = new URL(`${specifier.slice(0, -'.js'.length)}.ts`, parent);
  if (existsSync(url)) return url.href;
}

function compiled(filename) {
  const source = readFileSync(filename, 'utf8');
  const key = createHash('sha256')
    .update(JSON.stringify([compiler, swc, filename, source]))
    .digest('hex');
  const file = join(kept, `${key}.mjs`);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  // Seldom needed, and slow to load.
  const { code } = require('@swc/core').transformSync(source, { ...swc, filename, sourceMaps: 'inline' });
  const unfinished = `${file}.${process.pid}.${threadId}`;
  writeFileSync(unfinished, code);
  renameSync(unfinished, file);
  return code;
}

registerHooks({
  resolve(specifier, context, next) {
    const url = ourSource(specifier, context.parentURL);
    if (url !== undefined) return { url, format: 'module', shortCircuit: true };
    return next(specifier, { ...context, conditions: ['pcrm:source', ...context.conditions] });
  },
  load(url, context, next) {
    if (!url.endsWith('.ts')) return next(url, context);
    return { format: 'module', source: compiled(fileURLToPath(url)), shortCircuit: true };
  },
});
