import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

/** What Vite says of each built module: its file, and what it needs at once. */
type Manifest = { readonly [source: string]: { readonly file: string; readonly imports?: readonly string[] } };

const FIRST_PAGE_BYTES = 350_000;
const root = fileURLToPath(new URL('..', import.meta.url));
const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
const out = mkdtempSync(join(tmpdir(), 'pcrm-pages-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

function built(): Manifest {
  const { NODE_OPTIONS: _jest, ...env } = process.env;
  const args = [vite, 'build', '--manifest', '--emptyOutDir', '--outDir', out, '--logLevel', 'error'];
  execFileSync(process.execPath, args, { cwd: root, env: { ...env, NODE_ENV: 'production' }, stdio: 'pipe' });
  return JSON.parse(readFileSync(join(out, '.vite/manifest.json'), 'utf8')) as Manifest;
}

/** A module and everything it needs at once. */
function needed(manifest: Manifest, source: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(source)) return known;
  known.add(source);
  for (const next of manifest[source]?.imports ?? []) needed(manifest, next, known);
  return known;
}

const brotli = (file: string) =>
  brotliCompressSync(readFileSync(join(out, file)), { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }).length;

describe('the built pages', () => {
  let manifest: Manifest;
  beforeAll(() => {
    manifest = built();
  }, 120_000);

  it.each(['src/today/today.tsx', 'src/outlet/cockpit.tsx', 'src/admin/administration.tsx'])(
    'a first look at %s takes at most 350 kB of JavaScript, compressed',
    (screen) => {
      expect(manifest).toHaveProperty([screen, 'file']);
      const sources = needed(manifest, screen, new Set(needed(manifest, 'index.html')));
      const bytes = [...sources].reduce((sum, source) => sum + brotli(manifest[source]?.file ?? ''), 0);
      expect(bytes).toBeGreaterThan(50_000);
      expect(bytes).toBeLessThanOrEqual(FIRST_PAGE_BYTES);
    },
  );

  it('is split so that the words of the other language are fetched only when asked for', () =>
    expect([...needed(manifest, 'index.html')]).not.toContain('src/words/en.ts'));
});
