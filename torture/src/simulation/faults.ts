import type { Chance } from '@pcrm/cli/demo';
import { seeded } from './seeded.js';

export const PROCESSES = ['clients', 'allocation', 'engagement', 'notifications', 'front'] as const;
export type ProcessName = (typeof PROCESSES)[number];

/**
 * One thing that goes wrong at the nth call (`at`) that a process makes to a port, at its nth call that writes, or at its nth of the
 * last day that writes.
 * `crash`: it dies before the call or after it is done, and starts again after `ms`. `zombie`: a second one starts while it goes on
 * for `ms`. `upgrade`: it dies as in a crash, and what starts is the next version of it, whose views are built anew. `stall`: it stands still for `ms`. `outage`: what it calls is away for it for `ms`. `lost`: the call is done, and the answer is an outage.
 */
export type Fault = {
  readonly kind: 'crash' | 'zombie' | 'upgrade' | 'stall' | 'outage' | 'lost';
  readonly process: ProcessName;
  readonly of: 'calls' | 'writes' | 'late writes';
  readonly at: number;
  readonly after: boolean;
  readonly ms: number;
};

/** How many calls to ports each process makes in a run, roughly: faults are spread over them. */
const COUNTS = {
  calls: { clients: 2_200, allocation: 1_500, engagement: 1_700, notifications: 2_300, front: 260 },
  writes: { clients: 290, allocation: 270, engagement: 260, notifications: 270, front: 36 },
  'late writes': { clients: 50, allocation: 25, engagement: 33, notifications: 36, front: 4 },
} as const;
const SPAN = { crash: 400, zombie: 1_500, upgrade: 400, stall: 3_000, outage: 1_200, lost: 0 } as const;
const KINDS = ['crash', 'crash', 'crash', 'zombie', 'stall', 'outage', 'lost', 'lost'] as const;

/** Processes that run a service. */
const SERVING = PROCESSES.filter((process) => process !== 'front');
/** Runs in which one of them is upgraded. */
const UPGRADES = 1 / 4;
/** Runs in which one of them dies at a write of the last day: little comes after it that would put right what was left undone. */
const LATE_CRASHES = 1 / 2;

/** What goes wrong in the run of a seed. One in eight runs has no fault but delays and repeats. */
export function faultsOf(seed: number): readonly Fault[] {
  const chance = seeded(seed ^ 0x5eed);
  if (chance.is(1 / 8)) return [];
  const faults = Array.from({ length: chance.int(1, 12) }, () =>
    faultOf(chance, chance.pick(KINDS), chance.pick(PROCESSES)),
  );
  const serving = (): ProcessName => chance.pick(SERVING);
  if (chance.is(UPGRADES)) faults.push(faultOf(chance, 'upgrade', serving()));
  if (chance.is(LATE_CRASHES)) faults.push(faultOf(chance, 'crash', serving(), 'late writes'));
  return faults;
}

function faultOf(
  chance: Chance,
  kind: Fault['kind'],
  process: ProcessName,
  of: Fault['of'] = chance.pick(['calls', 'writes', 'writes'] as const),
): Fault {
  const isFrontAlone = process === 'front' && kind === 'zombie';
  return {
    kind: isFrontAlone ? 'stall' : kind,
    process,
    of,
    at: chance.int(1, COUNTS[of][process]),
    after: chance.is(0.5),
    ms: chance.int(1, SPAN[kind] + 1),
  };
}

const WRITES = /^(append|commit|publish|send) /;

/** The faults of a run that wait for their call. */
export class FaultPlan {
  readonly counts: Record<string, number> = {};
  private isLate = false;
  private readonly waiting: ReadonlyMap<string, readonly Fault[]>;

  constructor(faults: readonly Fault[]) {
    this.waiting = Map.groupBy(faults, ({ process, of, at }) => `${process} ${of} ${String(at)}`);
  }

  lastDayBegins(): void {
    this.isLate = true;
  }

  /** A process calls a port: what goes wrong with it now. */
  atCall(process: string, what: string): readonly Fault[] {
    return this.countedAs(what).flatMap((of) => {
      const counter = `${process} ${of}`;
      const count = (this.counts[counter] ?? 0) + 1;
      this.counts[counter] = count;
      return this.waiting.get(`${counter} ${String(count)}`) ?? [];
    });
  }
  private countedAs(what: string): readonly Fault['of'][] {
    if (!WRITES.test(what)) return ['calls'];
    return this.isLate ? ['calls', 'writes', 'late writes'] : ['calls', 'writes'];
  }
}
