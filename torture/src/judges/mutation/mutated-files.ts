import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

export const SERVICES = ['clients', 'allocation', 'engagement', 'notifications', 'gateway'] as const;
export type Service = (typeof SERVICES)[number];

const SHELL = /\.(spec|controller|module|config|tokens|dto|consumer|adapter|events|titles|definition|schemas)\.ts$/;
const DECIDES = /\b(Decide|Projection|Aggregate|Evolve)</;

/** Decisions, states and projections of a service, and what they compute with: their own imports. Paths from the root. */
export function filesOf(root: string, service: Service): readonly string[] {
  const all = new Set(globSync(`services/${service}/src/**/*.ts`, { cwd: root }).filter((file) => !SHELL.test(file)));
  const read = (file: string): string => readFileSync(join(root, file), 'utf8');
  const deciding = [...all].filter((file) => DECIDES.test(read(file)));
  const used = deciding.flatMap((file) => importsOf(file, read(file)));
  return [...new Set([...deciding, ...used.filter((file) => all.has(file))])].toSorted();
}

const importsOf = (file: string, source: string): readonly string[] =>
  [...source.matchAll(/from '(\.[^']+)\.js'/g)].map(([, path = '']) => normalize(join(dirname(file), `${path}.ts`)));
