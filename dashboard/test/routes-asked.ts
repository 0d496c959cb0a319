import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const API = fileURLToPath(new URL('../src/api/', import.meta.url));
const METHODS = { read: 'GET', readRevised: 'GET', search: 'POST' } as const;
const ASKED =
  /\b(read|readRevised|search)(?:<[^(]*>)?\(\s*['`]([^'`]+)['`]|\bchange(?:<[^(]*>)?\(\s*'(\w+)',\s*['`]([^'`]+)['`]/g;

/** Every route that the pages ask for, as their one folder names it: `GET /api/duties/clients/*`. */
export const routesAsked = (): readonly string[] =>
  globSync('*.ts', { cwd: API, exclude: ['*.spec.ts', 'http.ts'] }).flatMap((file) =>
    [...readFileSync(`${API}${file}`, 'utf8').matchAll(ASKED)].map(([, how, read, method, changed]) => {
      const verb = method ?? METHODS[how as keyof typeof METHODS];
      return `${verb} /api/${(read ?? changed ?? '').replaceAll(/\$\{[^}]*\}/g, '*')}`;
    }),
  );
