import {
  messagesAbout,
  RevisionConflict,
  type NewEvent,
  type Ports,
  type Seen,
  type Table,
} from '@pcrm/event-sourcing';
import { staleCache } from './plant-cache.js';
import { contactsCounted } from './plant-counting.js';
import type { Plant } from './plant.js';
import { SERVICES } from './worker.js';

/** Rows with other positions than they have seen. */
const seeing = (ports: Ports, seen: (had: Seen) => Seen): Ports => ({
  ...ports,
  rows: {
    ...ports.rows,
    async load<Doc>(table: Table, keys: readonly string[]) {
      const rows = await ports.rows.load<Doc>(table, keys);
      return new Map([...rows].map(([key, row]) => [key, { ...row, seen: seen(row.seen) }]));
    },
  },
});
const SOURCES = SERVICES.map(({ name }) => name);

const noPositions: Plant = {
  name: 'no-positions',
  lately: 1,
  is: 'rows forget which positions they have taken in',
  ports: (ports) => seeing(ports, () => ({})),
};

const onePosition: Plant = {
  name: 'one-position',
  is: 'a row remembers one position, as of a partition, not one per source',
  ports: (ports) =>
    seeing(ports, (seen) => {
      const furthest = Object.values(seen).sort().at(-1);
      return furthest === undefined ? seen : Object.fromEntries(SOURCES.map((source) => [source, furthest]));
    }),
};

const checkpointFirst: Plant = {
  name: 'checkpoint-first',
  lately: 4,
  is: 'how far a view has come is saved before its rows are',
  ports: (ports) => ({
    ...ports,
    rows: {
      ...ports.rows,
      async commit({ writes, checkpoints }) {
        if (checkpoints && writes.length > 0) await ports.rows.commit({ writes: [], checkpoints });
        await ports.rows.commit(checkpoints && writes.length === 0 ? { writes, checkpoints } : { writes });
      },
    },
  }),
};

const totalsApart: Plant = {
  name: 'totals-apart',
  lately: 83,
  is: 'the totals to refresh are marked in a commit of their own, behind that of the rows',
  ports: (ports) => ({
    ...ports,
    rows: {
      ...ports.rows,
      async commit({ writes, ...rest }) {
        const isMark = ({ table }: { table: { name: string } }): boolean => table.name.endsWith('.marks');
        const marks = writes.filter(isMark);
        const others = writes.filter((write) => !isMark(write));
        if (marks.length === 0 || rest.checkpoints === undefined) return await ports.rows.commit({ writes, ...rest });
        await ports.rows.commit({ writes: others, ...rest });
        await ports.rows.commit({ writes: marks });
      },
    },
  }),
};

const publishBeside: Plant = {
  name: 'publish-beside',
  is: 'facts are published by whoever has appended them, not by a subscription on the store',
  ports: (ports) => ({
    ...ports,
    log: { ...ports.log, publish: async () => undefined },
    events: {
      ...ports.events,
      async append(stream, expected, facts) {
        const appended = await ports.events.append(stream, expected, facts);
        void publish(ports, stream, expected).catch(() => undefined);
        return appended;
      },
      async appendMany(appends) {
        const answers = await ports.events.appendMany(appends);
        for (const { stream, expected } of appends) void publish(ports, stream, expected).catch(() => undefined);
        return answers;
      },
    },
  }),
};
async function publish({ events, log }: Ports, stream: string, after: number): Promise<void> {
  const noun = stream.slice(0, stream.indexOf('-'));
  const service = SERVICES.find(({ aggregates }) =>
    aggregates.some(({ name }: { readonly name: string }) => name === noun),
  );
  if (!service) return;
  const messages = messagesAbout(service, await events.read(stream, after));
  if (messages.length > 0) await log.publish(`${service.name}.events`, messages);
}

const noFencing: Plant = {
  name: 'no-fencing',
  lately: 15,
  is: 'everybody who holds a lease has the same token',
  ports: (ports) => ({
    ...ports,
    lease: {
      ...ports.lease,
      async acquire(name, signal) {
        const held = await ports.lease.acquire(name, signal);
        return held && { token: 1, lost: held.lost, [Symbol.asyncDispose]: () => held[Symbol.asyncDispose]() };
      },
    },
  }),
};

const anyRevision: Plant = {
  name: 'any-revision',
  lately: 30,
  is: 'what was decided on an old state is appended all the same',
  ports: (ports) => {
    const append: Ports['events']['append'] = async (stream, expected, facts) => {
      try {
        return await ports.events.append(stream, expected, facts);
      } catch (error) {
        if (!(error instanceof RevisionConflict) || error.actual === undefined) throw error;
        return await append(stream, error.actual, facts);
      }
    };
    const events: Ports['events'] = {
      ...ports.events,
      append,
      appendMany: (appends) =>
        Promise.all(appends.map(({ stream, expected, events: facts }) => append(stream, expected, facts))),
    };
    return { ...ports, events };
  },
};

const sendFirst: Plant = {
  name: 'send-first',
  is: 'a text is handed to the gateway before its DispatchStarted is recorded',
  ports(ports, _process, { sms }) {
    const send = async (facts: readonly NewEvent[]): Promise<void> => {
      for (const { type, data } of facts)
        if (type === 'DispatchStarted')
          await sms
            .send({ key: data['key'] as string, subject: data['clientId'] as string, at: data['at'] as string })
            .catch(() => undefined);
    };
    const events: Ports['events'] = {
      ...ports.events,
      async append(stream, expected, facts) {
        await send(facts);
        return await ports.events.append(stream, expected, facts);
      },
      async appendMany(appends) {
        await send(appends.flatMap((one) => one.events));
        return await ports.events.appendMany(appends);
      },
    };
    return { ...ports, events };
  },
};

/** Every mistake that the simulation must find. */
export const PLANTS: readonly Plant[] = [
  noPositions,
  onePosition,
  checkpointFirst,
  totalsApart,
  publishBeside,
  noFencing,
  anyRevision,
  staleCache,
  sendFirst,
  contactsCounted,
];

export function plantNamed(name: string): Plant {
  const plant = PLANTS.find((each) => each.name === name);
  if (!plant) throw new Error(`there is no plant ${name}`);
  return plant;
}
