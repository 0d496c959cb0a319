import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { versions } from 'node:process';

/** On what it was measured, and when. */
export type Machine = {
  readonly at: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  readonly sqlite: string;
  /** Processes that wanted a core in the minute before: above zero the machine was not ours alone. */
  readonly loadBefore: number;
};

export const thisMachine = (): Machine => ({
  at: new Date().toISOString(),
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: versions.node,
  sqlite: versions['sqlite'] ?? 'unknown',
  loadBefore: Math.round((loadavg()[0] ?? 0) * 100) / 100,
});

export const machineText = ({ at, cpu, cores, memoryGiB, node, sqlite, loadBefore }: Machine): string =>
  `${at} · ${cpu}, ${String(cores)} cores, ${String(memoryGiB)} GiB · Node ${node}, SQLite ${sqlite} · load before ${loadBefore.toFixed(2)}`;

/** Resident memory of a process and the most it ever was, in bytes; undefined where the system does not say (not Linux). */
export function memoryOf(pid: number): { readonly now: number; readonly peak: number } | undefined {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    const kib = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]);
    return { now: kib('VmRSS') * 1024, peak: kib('VmHWM') * 1024 };
  } catch {
    return undefined;
  }
}

/** Ticks in which Linux counts processor time. */
const TICK_MS = 10;

/** Processor time that a process and its threads have had, in milliseconds; undefined where the system does not say (not Linux). */
export function processorMs(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    // The name before may hold anything, spaces and brackets too.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return undefined;
  }
}
