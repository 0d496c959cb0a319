import type { Command } from './commands.js';
import type { Fault } from './faults.js';
import type { Outcome } from './run-seed.js';
import type { Shrunk } from './shrink.js';

/** Everything below is what people read. */
export const toldOf = ({ seed, wrong }: Outcome): readonly string[] => [
  `seed ${String(seed)} FAILED`,
  ...wrong.slice(0, 5).map((what) => `  ${what.slice(0, 600)}`),
  ...(wrong.length > 5 ? [`  and ${String(wrong.length - 5)} more`] : []),
];

export function historyOf({ plan, wrong, runs }: Shrunk): readonly string[] {
  const { faults, workload } = plan;
  return [
    `  the shortest history found in ${String(runs)} runs:`,
    ...workload.phases.flatMap(({ at }, phase) => {
      const own = workload.commands.filter((command) => command.phase === phase);
      return own.length === 0 ? [] : [`    ${at}`, ...own.map((command) => `      ${inWords(command)}`)];
    }),
    ...(faults.length === 0 ? ['    without a fault'] : faults.map((fault) => `    ${faultInWords(fault)}`)),
    ...wrong.slice(0, 2).map((what) => `    => ${what.slice(0, 600)}`),
  ];
}

const inWords = ({ who, kind, method = 'POST', path, body, lines }: Command): string =>
  `${who.staffId} ${kind}: ${method} ${path} ${body ? JSON.stringify(body) : `${String(lines?.length ?? 0)} lines`}`;

const CALLS: Readonly<Record<Fault['of'], string>> = {
  calls: 'call',
  writes: 'write',
  'late writes': 'write of the last day',
};

const faultInWords = ({ kind, process, of, at, after, ms }: Fault): string =>
  `${kind} of ${process} ${after ? 'after' : 'before'} its ${CALLS[of]} no. ${String(at)}, ${String(ms)} ms`;

/** What all seeds together did. */
export class Sum {
  seeds = 0;
  failed = 0;
  steps = 0;
  crashes = 0;
  repeats = 0;
  reads = 0;
  sent = 0;
  private readonly began = performance.now();

  add({ wrong, steps, crashes, repeats, reads, sent }: Outcome): void {
    this.seeds += 1;
    if (wrong.length > 0) this.failed += 1;
    this.steps += steps;
    this.crashes += crashes;
    this.repeats += repeats;
    this.reads += reads;
    this.sent += sent;
  }
  toString(): string {
    const seconds = ((performance.now() - this.began) / 1_000).toFixed(0);
    return `${String(this.seeds)} seeds, ${String(this.steps)} steps, ${String(this.crashes)} crashes, ${String(this.repeats)} messages again, ${String(this.reads)} read back, ${String(this.sent)} texts, ${seconds} s`; // prettier-ignore
  }
}
