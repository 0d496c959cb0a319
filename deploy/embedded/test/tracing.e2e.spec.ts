import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openReceiver, type OtlpReceiver, type ReceivedSpan } from '@pcrm/platform/testing';
import { definitions } from '../src/definitions.js';
import type { Branch } from './branch.js';
import { clientLine, contact, id, moves, numbered, openDesk, people, STAFF, type Desk } from './words.js';

jest.setTimeout(60_000);

const DATE = '2026-06-15';
const AT = `${DATE}T01:30:00.000Z`;
const CLIENTS = numbered('K', 3);
const NOTE = '喜欢喝茶';
/** Traces that callers began. */
const SEEN = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
const UNSEEN = { traceId: '1bf7651916cd43dd8448eb211c80319c', spanId: 'c7ad6b7169203331' };
const traceparent = ({ traceId, spanId }: typeof SEEN, flags: string) => ({
  traceparent: `00-${traceId}-${spanId}-${flags}`,
});

/** A branch in which a manager has clients. */
async function openReady(env: Record<string, string>): Promise<Desk> {
  const desk = await openDesk(DATE, undefined, env);
  await desk.clients(CLIENTS.map((clientNo) => clientLine(clientNo, { tier: 'gold', average: 600_000 })));
  await desk.post(people.head, 'assignments/batch', moves(CLIENTS, 'm-1'));
  await desk.at(DATE, 10);
  return desk;
}
const log = async (desk: Desk, clientNo: string, headers: Record<string, string> = {}): Promise<void> => {
  const { status } = await desk.post(people.manager, 'contacts', contact(clientNo, AT, { note: NOTE }), headers);
  expect(status).toBe(200);
};

describe('traces of a branch', () => {
  let receiver: OtlpReceiver;
  let spans: readonly ReceivedSpan[] = [];
  let own: readonly ReceivedSpan[] = [];
  const named = (name: string): ReceivedSpan => {
    const found = own.filter((span) => span.name === name);
    expect([name, found.length]).toEqual([name, 1]);
    return found[0] as ReceivedSpan;
  };
  const below = ({ spanId }: { readonly spanId: string }) => own.filter(({ parentSpanId }) => parentSpanId === spanId);

  beforeAll(async () => {
    receiver = await openReceiver();
    await using desk = await openReady({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
    await log(desk, 'K1', traceparent(SEEN, '01'));
    await log(desk, 'K2', traceparent(UNSEEN, '00'));
    expect((await desk.get(people.manager, `clients/${id('K1')}`)).status).toBe(200);
    const reveal = { purpose: '客户来电核对', fields: ['name', 'phone'] };
    expect((await desk.post(people.manager, `clients/${id('K1')}/reveal`, reveal)).status).toBe(200);
    const refused = await desk.post(people.manager, 'contacts', contact('K3', '2026-06-16T01:30:00.000Z'));
    expect(refused.status).toBe(422);
  });
  beforeAll(() => {
    ({ spans } = receiver);
    own = spans.filter(({ traceId }) => traceId === SEEN.traceId);
  });
  afterAll(async () => {
    await receiver[Symbol.asyncDispose]();
  });

  it('keep the caller’s trace, from the request over command and fact to the message', () => {
    const chain = ['POST /api/contacts', 'contact.logContact', 'append contact', 'say engagement.events'].map(named);
    const parents = [SEEN, ...chain].map(({ spanId }) => spanId);
    chain.forEach(({ parentSpanId }, at) => expect(parentSpanId).toBe(parents[at]));
    expect(chain.map(({ thread }) => thread)).toEqual(['http', 'http', 'http', 'writer']);
    expect(chain.map(({ attributes }) => attributes)).toEqual([
      { 'http.request.method': 'POST', 'http.route': '/api/contacts', 'http.response.status_code': 200 },
      {
        ...{ 'pcrm.stream.category': 'contact', 'pcrm.command': 'logContact', 'pcrm.commands': 1 },
        ...{ 'pcrm.outcome': 'decided', 'pcrm.facts': 1 },
      },
      { 'pcrm.stream.category': 'contact', 'pcrm.facts': 1 },
      { 'messaging.destination.name': 'engagement.events', 'pcrm.messages': 1 },
    ]);
  });

  it('go on to every view, agenda and reaction that hears the message, each with its commit', () => {
    const hearing = definitions
      .filter(({ hears }) => hears.includes('engagement.events'))
      .flatMap(({ name, projections, agendas, reactions }) => {
        const built = [...projections, ...agendas].filter(({ on }) => 'ContactLogged' in on);
        const reacting = reactions.filter(({ on }) => 'ContactLogged' in on);
        return [
          ...built.map((view: { name: string; version: number }) => `${name}.${view.name}.v${String(view.version)}`),
          ...reacting.map((reaction: { name: string }) => `${name}.${reaction.name}`),
        ];
      });
    expect(hearing.length).toBeGreaterThan(2);
    const heard = below(named('say engagement.events'));
    expect(heard.map(({ name }) => name).toSorted()).toEqual(hearing.map((consumer) => `hear ${consumer}`).toSorted());
    for (const span of heard) {
      const consumer = String(span.attributes['pcrm.consumer']);
      expect(span.attributes).toMatchObject({ 'pcrm.messages': 1, 'messaging.batch.message_count': 1 });
      const commit = below(span).filter(({ name }) => name === `commit ${consumer}`);
      expect([consumer, commit.length]).toEqual([consumer, 1]);
    }
    const duties = heard.filter(({ name }) => name.startsWith('hear engagement.contact-duties.'));
    expect(duties.flatMap(below).map(({ attributes }) => attributes['pcrm.rows'])).toEqual([expect.any(Number)]);
  });

  it('link what was heard to the batch it came in, and the batch to what was said', () => {
    const said = named('say engagement.events');
    for (const span of below(said)) {
      expect(span.links).toHaveLength(1);
      const [batch] = spans.filter(({ spanId }) => spanId === span.links[0]?.spanId);
      expect(batch).toMatchObject({ name: span.name.replace('hear', 'batch'), parentSpanId: '' });
      expect(batch?.traceId).not.toBe(SEEN.traceId);
      expect(batch?.links.map(({ spanId }) => spanId)).toContain(said.spanId);
    }
  });

  it('go on with what a reaction asks for', () => {
    const reaction = named('hear engagement.recount-when-contact-logged');
    const [asked] = below(reaction).filter(({ name }) => name === 'contactPeriods.recountPeriods');
    expect(asked?.attributes).toMatchObject({ 'pcrm.outcome': 'already so' });
  });

  it('hold nothing of a trace that its caller does not want to see', () => {
    expect(spans.filter(({ traceId }) => traceId === UNSEEN.traceId)).toEqual([]);
    const links = spans.flatMap((span) => span.links.map(({ traceId }) => traceId));
    expect(links).not.toContain(UNSEEN.traceId);
  });

  it('begin by themselves where the caller has none, and tell a refusal by its code', () => {
    const answered = spans.filter(({ name }) => name === 'POST /api/contacts');
    const refused = answered.find(({ attributes }) => attributes['http.response.status_code'] === 422);
    expect(refused?.parentSpanId).toBe('');
    const [command] = spans.filter(({ parentSpanId }) => parentSpanId === refused?.spanId);
    expect(command?.attributes).toMatchObject({ 'pcrm.outcome': 'refused', 'pcrm.refusal': expect.any(String) });
    expect(command?.traceId).toBe(refused?.traceId);
  });

  it('say nothing of anybody: no id, no name, no words, no token', () => {
    expect(spans.length).toBeGreaterThan(100);
    const all = receiver.bodies.join('\n');
    expect(all).toContain('/api/clients/:clientId');
    const people = STAFF.slice(1).flatMap((line) => line.split(',').slice(0, 2));
    const told = [...CLIENTS.map(id), ...people, '王小芳', '13812345678', '450100198001021234', NOTE, '核对', 'eyJ'];
    expect(told.filter((word) => all.includes(word))).toEqual([]);
    expect(all).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    expect(all.match(/\\u|\P{ASCII}/gu)).toBeNull();
    const attributes = spans.flatMap((span) => Object.entries(span.attributes));
    expect([...new Set(attributes.map(([name]) => name))].toSorted()).toEqual([
      ...['http.request.method', 'http.response.status_code', 'http.route'],
      ...['messaging.batch.message_count', 'messaging.destination.name'],
      ...['pcrm.command', 'pcrm.commands', 'pcrm.consumer', 'pcrm.facts', 'pcrm.messages', 'pcrm.outcome'],
      ...['pcrm.refusal', 'pcrm.rows', 'pcrm.stream.category'],
    ]);
    for (const [name, value] of attributes.filter(([key]) => key !== 'http.route'))
      if (typeof value === 'string') expect([name, value]).toEqual([name, expect.stringMatching(/^[\w .-]{1,80}$/)]);
  });
});

describe('a branch without a collector', () => {
  it('works, and stops in time, when the collector is away', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    await once(closed, 'close');
    const desk = await openReady({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${String(port)}` });
    await log(desk, 'K1', traceparent(SEEN, '01'));
    const stopped = desk[Symbol.asyncDispose]().then(() => 'stopped');
    const late = new Promise((resolve) => setTimeout(resolve, 10_000, 'late').unref());
    expect(await Promise.race([stopped, late])).toBe('stopped');
  });

  it('tells nothing, and keeps the caller’s context as it came, when none is named', async () => {
    await using receiver = await openReceiver();
    await using desk = await openReady({ OTEL_TRACES_SAMPLER: 'always_on' });
    await log(desk, 'K1', traceparent(SEEN, '01'));
    const { path } = desk.branch as Branch;
    using facts = new DatabaseSync(join(path, 'facts.sqlite'), { readOnly: true });
    const bodies = facts
      .prepare('SELECT body FROM facts')
      .all()
      .map(({ body }) => String(body));
    expect(bodies.filter((body) => body.includes(traceparent(SEEN, '01').traceparent))).toHaveLength(1);
    expect(receiver.bodies).toEqual([]);
  });
});
