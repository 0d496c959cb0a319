import { EXIT, type ExitCode } from '../failure.js';
import { columns } from '../speaking/table.js';
import type { Surroundings } from '../surroundings.js';
import type { Platform } from '../talking/platform.js';
import { SERVICES, type Service } from './services.js';

type DigestLine = { readonly view: string; readonly rows: number; readonly sha256: string };
/** A table of millions of rows takes its time; outages up to so long are waited out, in milliseconds. */
const PATIENCE = 30_000;

/** One line per view, in order of names: rows and SHA-256 of its canonical rows. Two installations that know the same print the same. */
export async function printDigest(
  platform: Platform,
  services: readonly Service[],
  { out }: Surroundings,
): Promise<ExitCode> {
  const lines: (readonly string[])[] = [];
  for (const service of SERVICES.filter((each) => services.includes(each))) {
    const digest = await platform.get<readonly DigestLine[]>(`internal/${service}/digest`, PATIENCE);
    for (const { view, rows, sha256 } of digest) lines.push([`${service}.${view}`, String(rows), sha256]);
  }
  for (const line of columns(lines.sort(byName))) out(line);
  return EXIT.done;
}

const byName = ([a = '']: readonly string[], [b = '']: readonly string[]): number => Number(a > b) - Number(a < b);
