import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { endingYesterday, manifestOf, writeDemo, type DemoPlan, type Manifest } from '../demo/index.js';
import { EXIT, misused, type ExitCode } from '../failure.js';
import type { Surroundings } from '../surroundings.js';

export type DemoOrder = {
  readonly folder: string;
  readonly clients: number;
  readonly days: number;
  readonly seed: number;
  /** First business date; absent: the demo ends yesterday, or keeps the start it has. */
  readonly start?: string;
};

/** Writes a demo folder, or adds the later days to one with the same seed, clients and start. Talks to no platform. */
export async function demoFolder(order: DemoOrder, around: Surroundings): Promise<ExitCode> {
  const there = existsSync(join(order.folder, 'manifest.json')) ? await manifestOf(order.folder) : undefined;
  const plan = planOf(order, there, new Date(around.now()).toISOString());
  const from = there?.days ?? 0;
  if (from >= plan.days && from > 0) {
    around.tell({
      zh: `${order.folder} 已有 ${String(from)} 天`,
      en: `${order.folder} has ${String(from)} days already`,
    });
    return EXIT.done;
  }
  const bar = around.progress({ zh: '生成演示数据', en: 'writing the demo' }, 'things');
  try {
    await writeDemo(order.folder, plan, { from, onDay: (nth) => bar.show(nth + 1, plan.days) });
  } finally {
    bar.end();
  }
  const { start, clients, days, seed } = plan;
  around.out(`${order.folder}: seed ${String(seed)}, ${start}, ${String(days)} d, ${String(clients)} clients`);
  return EXIT.done;
}

function planOf(order: DemoOrder, there: Manifest | undefined, now: string): DemoPlan {
  const { clients, days, seed } = order;
  const start = order.start ?? there?.start;
  const plan = start === undefined ? endingYesterday({ clients, days, seed }, now) : { clients, days, seed, start };
  if (!there || (there.seed === seed && there.clients === clients && there.start === plan.start)) return plan;
  const was = `--clients ${String(there.clients)} --seed ${String(there.seed)} --start ${there.start}`;
  throw misused(
    `${order.folder} 是另一份演示数据（${was}）：请换一个文件夹`,
    `${order.folder} holds another demo (${was}): name another folder`,
  );
}
