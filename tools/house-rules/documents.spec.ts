import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const kept = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root })
  .toString()
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(root, path)));
const pages = kept.filter((path) => path.endsWith('.md'));
/** Lines of a page that is called one page. */
const ONE_PAGE = 100;

describe('the documents', () => {
  it('link only to what is there', () => {
    const broken = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\(([^)\s#]+)(?:#[^)\s]*)?\)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(root, dirname(page), target)))
        .map((target) => `${page}: ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it.each(
    kept
      .filter((path) => /^(services|libs)\/[^/]+\/package\.json$|^(dashboard|cli|deploy)\/package\.json$/.test(path))
      .map((path) => dirname(path)),
  )('%s has its page', (project) => {
    const lines = read(join(project, 'README.md')).trim().split('\n');
    expect(lines[0]).toMatch(/^# /);
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.length).toBeLessThanOrEqual(ONE_PAGE);
  });

  it('number the decisions without a gap, one page each', () => {
    const decisions = pages.filter((page) => page.startsWith('docs/decisions/')).toSorted();
    expect(decisions.map((page) => Number(page.slice('docs/decisions/'.length).split('-')[0]))).toEqual(
      decisions.map((_, nth) => nth + 1),
    );
    for (const page of decisions) expect(read(page).split('\n').length).toBeLessThanOrEqual(ONE_PAGE);
  });
});
