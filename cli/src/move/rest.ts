import { EXIT, Failure } from '../failure.js';
import { parkedIn } from '../operate/parked.js';
import { SERVICES, type Service } from '../operate/services.js';
import type { Surroundings } from '../surroundings.js';
import type { Platform } from '../talking/platform.js';

/** Milliseconds between two looks. */
export const LOOK = 500;
/** Outages up to so long are waited out, in milliseconds. */
export const PATIENCE = 60_000;

type Drained = { readonly drained: boolean; readonly standing?: string };

/** Services that have something left to say, hear or do; looked at twice, since one may have set another going. */
export async function busyServices(platform: Platform): Promise<readonly Service[]> {
  const before = new Map<Service, string | undefined>();
  for (let round = 0; round < 2; round++) {
    const busy: Service[] = [];
    for (const service of SERVICES) {
      const { drained, standing } = await platform.get<Drained>(`internal/${service}/drained`, PATIENCE);
      if (!drained || (round > 0 && before.get(service) !== standing)) busy.push(service);
      before.set(service, standing);
    }
    if (busy.length > 0) return busy;
  }
  return [];
}

/** Waits in steps until something holds, but not for ever: then the sentence says what it waited for. */
export class Waiting {
  private readonly until: number;

  constructor(
    private readonly around: Surroundings,
    private readonly bound: number,
  ) {
    this.until = around.now() + bound;
  }

  async step(waitsFor: readonly string[]): Promise<void> {
    const { around, until, bound } = this;
    if (around.now() >= until) throw notAtRest(waitsFor, bound);
    await around.pause(LOOK);
    around.stop.throwIfAborted();
  }
}

/** What is parked was not done: it would be left behind. */
export async function refuseParked(platform: Platform): Promise<void> {
  for (const service of SERVICES) {
    for await (const { consumer, key } of parkedIn(platform, service))
      throw new Failure(
        {
          zh: `有搁置的消息（${consumer} ${key}）：请先用 pcrm parked 重放或放弃`,
          en: `Messages are parked (${consumer} ${key}): replay or drop them first, with pcrm parked`,
        },
        EXIT.failed,
      );
  }
}

const notAtRest = (waitsFor: readonly string[], bound: number): Failure => {
  const [list, seconds] = [waitsFor.join(', '), String(Math.round(bound / 1_000))];
  return new Failure(
    {
      zh: `等了 ${seconds} 秒，系统仍未处理完：${list}。可稍后重新运行，或用 --wait 等得更久。`,
      en: `After ${seconds} s not everything is done yet: ${list}. Run it again later, or wait longer with --wait.`,
    },
    EXIT.failed,
  );
};
