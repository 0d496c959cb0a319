import { jest } from '@jest/globals';
import fc from 'fast-check';
import {
  createHandler,
  createSealer,
  fixedClock,
  messagesAbout,
  tableOf,
  Unavailable,
  type Append,
  type EventStore,
  type StoredEvent,
} from '@pcrm/event-sourcing';
import { InMemoryEventStore, InMemoryKeyVault, InMemoryRowStore, project } from '@pcrm/event-sourcing/testing';
import { BUILT_IN_TEMPLATES } from '../src/built-in-templates.js';
import { adoptBuiltIn } from '../src/compose/adopt-built-in/adopt-built-in.js';
import { templateBook } from '../src/compose/template-book.js';
import { notificationsDefinition } from '../src/index.js';
import { Dispatcher } from '../src/notify/dispatcher.adapter.js';
import { MessageTexts } from '../src/notify/message-text.adapter.js';
import { outbox, type OutboxRow } from '../src/notify/outbox/outbox.projection.js';
import { outreachPolicy } from '../src/notify/outreach-policy.js';
import { outreach } from '../src/notify/outreach.js';
import { byItself, ReceiptDesk } from '../src/notify/receipt-desk.adapter.js';
import type { Sms, SmsAnswer, SmsGateway, SmsReceipt } from '../src/notify/sms/sms-gateway.js';
import { senderNames } from '../src/sender-names.projection.js';
import { at, clientId, messageId, reachable, scheduled, suggested } from './outreach-words.js';

/** What goes wrong with the next write or sending: nothing, it fails, or it is done and the answer is lost. */
type Fault = 'none' | 'before' | 'after';
class Faults {
  constructor(private readonly left: Fault[]) {}
  async around<T>(work: () => Promise<T>): Promise<T> {
    const fault = this.left.shift() ?? 'none';
    if (fault === 'before') throw new Unavailable('before');
    const answer = await work();
    if (fault === 'after') throw new Unavailable('after');
    return answer;
  }
  heal(): void {
    this.left.length = 0;
  }
}
/** A gateway that, unlike real ones, sends whatever it is given, as often as it is given it. */
class CountingGateway implements SmsGateway {
  readonly sent: string[] = [];
  constructor(private readonly faults: Faults) {}
  send({ key }: Sms): Promise<SmsAnswer> {
    return this.faults.around(async () => {
      this.sent.push(key);
      await Promise.resolve();
      return { accepted: true };
    });
  }
  async receipt(key: string): Promise<SmsReceipt | 'never-received'> {
    return this.sent.includes(key) ? { key, outcome: 'delivered', at: at(12) } : 'never-received';
  }
}
class FaultyStore extends InMemoryEventStore {
  readonly faults = { current: new Faults([]) };
  override append(...given: Parameters<EventStore['append']>): ReturnType<EventStore['append']> {
    return this.faults.current.around(() => super.append(...given));
  }
  override appendMany(appends: readonly Append[]): ReturnType<EventStore['appendMany']> {
    return this.faults.current.around(() => super.appendMany(appends));
  }
}

const STREAM = `outreach-${clientId}`;
const table = tableOf(outbox);
const names = tableOf(senderNames);
const IDS = [1, 2, 3].map((n) => messageId(n));

/** Stores that outlive processes, and processes that do not. */
class Machine {
  readonly clock = fixedClock(at(9));
  readonly events = new FaultyStore(this.clock);
  readonly rows = new InMemoryRowStore();
  readonly vault = new InMemoryKeyVault();
  readonly gateway: CountingGateway;
  private constructor(readonly faults: Faults) {
    this.gateway = new CountingGateway(faults);
  }

  static async open(faults: Faults): Promise<Machine> {
    const machine = new Machine(faults);
    const { templates } = machine.handlers();
    await templates('branch', adoptBuiltIn, { templates: BUILT_IN_TEMPLATES }, byItself('system', 'seed', at(0)));
    const greeting = BUILT_IN_TEMPLATES[0]?.templateId ?? '';
    const history = IDS.flatMap((id) => [
      suggested({ messageId: id }),
      scheduled({ messageId: id, templateId: greeting }),
    ]);
    const facts = [reachable, ...history].map((fact, n) => ({
      ...fact,
      id: `fact-${String(n)}`,
      version: 1,
      metadata: byItself('spec', `fact-${String(n)}`, at(0)),
    }));
    await machine.events.append(STREAM, -1, facts);
    for (const each of [table, names]) await machine.rows.declare(each);
    machine.events.faults.current = faults;
    return machine;
  }

  private handlers() {
    const { events, rows, vault } = this;
    const handling = {
      events,
      rows,
      vault,
      sealer: createSealer(vault),
      sleep: () => Promise.resolve(),
      random: () => 0,
    };
    const outreaches = createHandler(outreach, handling);
    return {
      outreaches,
      policies: createHandler(outreachPolicy, handling),
      templates: createHandler(templateBook, handling),
    };
  }

  /** A process as it starts: it knows nothing but what is stored. */
  start(): Dispatcher {
    const { events, rows, vault, clock, gateway } = this;
    const tables = { activeTable: () => table };
    const handlers = this.handlers();
    const texts = new MessageTexts({ events, rows, sealer: createSealer(vault), tables: { activeTable: () => names } });
    const desk = new ReceiptDesk({ ...handlers, rows, tables });
    return new Dispatcher({
      restMs: 5_000,
      ...handlers,
      gateway,
      desk,
      texts,
      rows,
      tables,
      clock,
      wall: () => Date.parse(clock.now()),
      elapsed: () => Date.parse(clock.now()),
    });
  }

  /** The view catches up; until then it shows what was. */
  async refresh(): Promise<void> {
    const facts: readonly StoredEvent[] = await this.events.read(STREAM);
    const shown = project(outbox, messagesAbout(notificationsDefinition, facts) as never);
    const known = await this.rows.load(table, IDS);
    const writes = [...shown].map(([key, doc]) => ({
      key,
      expected: known.get(key)?.version ?? 0,
      seen: {},
      doc: { ...doc },
    }));
    await this.rows.commit({ writes: [{ table, rows: writes }] });
  }
  pass(minutes: number): void {
    this.clock.set(new Date(Date.parse(this.clock.now()) + minutes * 60_000).toISOString());
  }
  async statuses(): Promise<readonly string[]> {
    return [...(await this.rows.load<OutboxRow>(table, IDS)).values()].map(({ doc }) => doc.status);
  }
}

type Step = 'look' | 'two-look' | 'settle' | 'refresh' | 'restart' | 'wait';
async function perform(machine: Machine, processes: Dispatcher[], step: Step): Promise<void> {
  const quietly = (work: Promise<unknown>): Promise<unknown> => work.catch(() => undefined);
  const [one, other] = processes as [Dispatcher, Dispatcher];
  const act: { readonly [S in Step]: () => unknown } = {
    look: () => quietly(one.sendDue()),
    'two-look': () => Promise.all([quietly(one.sendDue()), quietly(other.sendDue())]),
    settle: () => quietly(one.settleOpen()),
    refresh: () => machine.refresh(),
    restart: () => processes.splice(0, 1, machine.start()),
    wait: () => machine.pass(2),
  };
  await act[step]();
}

/** Nothing goes wrong any more: everything comes to its end. */
async function finish(machine: Machine): Promise<void> {
  machine.faults.heal();
  const processes = [machine.start(), machine.start()];
  for (let round = 0; round < 6; round++) {
    for (const step of ['refresh', 'two-look', 'refresh', 'settle', 'wait'] as const)
      await perform(machine, processes, step);
  }
  await machine.refresh();
}

describe('one occasion', () => {
  it('is sent when nothing goes wrong', async () => {
    const machine = await Machine.open(new Faults([]));
    await machine.refresh();
    await finish(machine);
    expect([...machine.gateway.sent].sort()).toEqual(IDS);
    expect(await machine.statuses()).toEqual(IDS.map(() => 'delivered'));
  });

  it('waits, and is sent later, when its text cannot be made for a moment', async () => {
    const machine = await Machine.open(new Faults([]));
    await machine.refresh();
    const dispatcher = machine.start();
    jest.spyOn(machine.rows, 'load').mockRejectedValueOnce(new Unavailable('names'));
    await dispatcher.sendDue();
    expect(machine.gateway.sent).toHaveLength(IDS.length - 1);
    await machine.refresh();
    expect((await machine.statuses()).toSorted()).toEqual(['dispatched', 'dispatched', 'scheduled']);
    machine.pass(1);
    await dispatcher.sendDue();
    expect([...machine.gateway.sent].sort()).toEqual(IDS);
  });

  it('is never sent twice, whatever crashes, and always comes to an end', async () => {
    const faults = fc.array(fc.constantFrom<Fault>('none', 'before', 'after'), { maxLength: 30 });
    const steps = fc.array(fc.constantFrom<Step>('look', 'two-look', 'settle', 'refresh', 'restart', 'wait'), {
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(faults, steps, async (wrong, plan) => {
        const trouble = new Faults([...wrong]);
        const machine = await Machine.open(trouble);
        await machine.refresh();
        const processes = [machine.start(), machine.start()];
        for (const step of plan) await perform(machine, processes, step);
        await finish(machine);
        expect(machine.gateway.sent).toHaveLength(new Set(machine.gateway.sent).size);
        const ended = await machine.statuses();
        expect(ended).toHaveLength(IDS.length);
        expect(
          ended.filter((status) => status === 'scheduled' || status === 'dispatching' || status === 'unknown'),
        ).toEqual([]);
      }),
      { seed: 20260615, numRuns: 300 },
    );
  });
});
