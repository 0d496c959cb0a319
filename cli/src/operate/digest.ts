import { EXIT, type ExitCode } from '../failure.js';
import { busyServices, LOOK } from '../move/rest.js';
import { columns } from '../speaking/table.js';
import type { Surroundings } from '../surroundings.js';
import type { Platform } from '../talking/platform.js';
import { SERVICES, type Service } from './services.js';

type DigestLine = { readonly view: string; readonly rows: number; readonly sha256: string };
/** A table of millions of rows takes its time; outages up to so long are waited out, in milliseconds. */
const PATIENCE = 30_000;
/** `wait`: how long to wait until the views stand still, in milliseconds. */
export type DigestOrder = { readonly services: readonly Service[]; readonly wait: number };

/**
 * One line per view, in order of names: rows and SHA-256 of its canonical rows. Two installations that know the same print the same,
 * once they have done everything that follows from it: that is waited for.
 */
export async function printDigest(
  platform: Platform,
  { services, wait }: DigestOrder,
  around: Surroundings,
): Promise<ExitCode> {
  await comeToRest(platform, wait, around);
  const lines: (readonly string[])[] = [];
  for (const service of SERVICES.filter((each) => services.includes(each))) {
    const digest = await platform.get<readonly DigestLine[]>(`internal/${service}/digest`, PATIENCE);
    for (const { view, rows, sha256 } of digest) lines.push([`${service}.${view}`, String(rows), sha256]);
  }
  for (const line of columns(lines.sort(byName))) around.out(line);
  return EXIT.done;
}

async function comeToRest(platform: Platform, wait: number, around: Surroundings): Promise<void> {
  const until = around.now() + wait;
  for (let isTold = false; ; isTold = true) {
    const busy = await busyServices(platform);
    if (busy.length === 0) return;
    const list = busy.join(', ');
    if (around.now() >= until)
      return around.tell({
        zh: `系统仍未处理完：${list}。下列数字还会变化；可用 --wait 等得更久。`,
        en: `Not everything is done yet: ${list}. These numbers may still move; wait longer with --wait.`,
      });
    if (!isTold) around.tell({ zh: `等待系统处理完：${list} …`, en: `Waiting until everything is done: ${list} …` });
    await around.pause(LOOK);
    around.stop.throwIfAborted();
  }
}

const byName = ([a = '']: readonly string[], [b = '']: readonly string[]): number => Number(a > b) - Number(a < b);
