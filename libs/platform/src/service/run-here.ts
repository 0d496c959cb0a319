import {
  heldBack,
  Moving,
  runService,
  type MessageLog,
  type RowStore,
  type RunningService,
  type ServiceDefinition,
} from '@pcrm/event-sourcing';
import type { LocalChangeFeed } from '../change-feed.js';
import { throughNest } from '../transport/through-nest.js';
import type { BackstageParts, BackstageRun, BackstageWork } from './backstage-work.js';
import { offerOperations } from './operations.js';
import { operationsOf } from './run-operations.js';
import { ServiceRows } from './service-rows.js';
import { triedAgain } from './tried-again.js';

/** What a process has in which services run. */
export type Workshop = Omit<BackstageParts, 'hasBegun'> & {
  readonly messages: MessageLog;
  /** Told which rows changed, with the service's name before the view's. */
  readonly changes: Pick<LocalChangeFeed, 'publish'>;
};
export type RunHereOptions = {
  /** Until when all services have taken in what was said (see `RunOptions`): none does what is due before. */
  readonly readPast: (instant: string) => Promise<string | undefined>;
  /** Whether what else runs of the service has nothing to do: it is not drained before. */
  readonly idle?: () => Promise<boolean>;
  /** Nothing is said or heard before, and nothing done that is due (see `RunOptions`). */
  readonly begun?: Promise<void>;
  /** Milliseconds between two looks of the scheduler at the clock. */
  readonly tick?: number;
};

/** Runs a service's relay, views, reactions and what falls due in this thread, and offers its operations backstage. */
export async function runHere(
  definition: ServiceDefinition,
  workshop: Workshop,
  { readPast, begun, tick, idle = async () => true }: RunHereOptions,
): Promise<RunningService> {
  const { name } = definition;
  const { backstage, changes, clock, events, lease, log, messages, rows, sealer, tracing, vault } = workshop;
  const ports = { events, log: throughNest(messages), rows: new ServiceRows(name, rows), vault, lease, clock };
  const moving = await movingIn(rows);
  const service = await runService(definition, ports, {
    sealer,
    tracing,
    toSay: heldBack(events, moving, { stillHere: true }),
    readPast,
    ...(begun && { begun }),
    ...(tick !== undefined && { tick }),
    changed: (change) => changes.publish([{ ...change, view: `${name}.${change.view}` }]),
    failed: triedAgain(log, name),
  });
  const drained = async (): Promise<string | undefined> => {
    const standing = await service.drained();
    return standing !== undefined && (await idle()) ? standing : undefined;
  };
  offerOperations(backstage, name, { ...operationsOf(name, service), drained });
  return service;
}

/** Starts a service's further work here: it hears nothing of what is being moved in until all of it is there. */
export async function workHere(work: BackstageWork, workshop: Workshop): Promise<BackstageRun> {
  const { events, rows } = workshop;
  const moving = await movingIn(rows);
  // In this order: what makes the installation no longer empty comes after the note that it is being moved in.
  const hasBegun = async (): Promise<boolean> =>
    (await events.readAll(undefined, 1)).length > 0 && !(await moving.isOpen());
  return await work({ ...workshop, events: heldBack(events, moving), hasBegun });
}

/** What is known of facts and keys that are moved in, by every process of an installation. */
export const movingIn = (rows: RowStore): Promise<Moving> => Moving.in(new ServiceRows('moving', rows));
