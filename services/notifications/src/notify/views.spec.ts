import {
  clientAssigned,
  clientErased,
  clientFileUpdated,
  clientReassigned,
  clientRegistered,
  clientReleased,
  clientTransferred,
  consentChanged,
  messageDelivered,
  messageDispatched,
  messageDispatchStarted,
  messageFailed,
  messageHandedOver,
  messageOutcomeUnknown,
  messageRequested,
  messageScheduled,
  messageSuppressed,
} from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import { tableOf } from '@pcrm/event-sourcing';
import { InMemoryRowStore, interleavings, project } from '@pcrm/event-sourcing/testing';
import { recipients } from '../recipients.projection.js';
import { outbox } from './outbox/outbox.projection.js';

const clientId = '5b0e7a52-6c1f-4b7e-9d0a-2f1f0e9f8a11';
const messageId = '9e8d7c6b-5a49-4b3c-a2d1-e0f9a8b7c6d5';
const about = (at: string) => ({ messageId, clientId, at });
const hour = (n: number): string => `2026-06-15T0${String(n)}:00:00.000Z`;

describe('the outbox', () => {
  const requested = say(
    messageRequested,
    {
      ...{ messageId, clientId, kind: 'greeting', channel: 'sms', occasion: 'birthday', on: '2026-06-15' },
      ...{ staffId: 'S1001', outletId: 'N01', waiting: true, usefulUntil: hour(9), requestedAt: hour(1) },
    },
    { position: 1 },
  );
  const scheduled = say(
    messageScheduled,
    { ...about(hour(2)), kind: 'marketing', scheduledFor: hour(3) },
    { position: 2 },
  );
  const started = say(messageDispatchStarted, about(hour(3)), { position: 3 });
  const row = (messages: Parameters<typeof project<object, never>>[1]) =>
    project(outbox, messages as never).get(messageId);

  it('shows where a message stands, as what it leaves, and when', () => {
    const dispatched = say(messageDispatched, about(hour(3)), { position: 4 });
    const delivered = say(messageDelivered, about(hour(4)), { position: 5 });
    expect(row([requested] as never)).toMatchObject({ status: 'suggested', kind: 'greeting', scheduledFor: null });
    expect(row([requested, scheduled] as never)).toMatchObject({
      status: 'scheduled',
      kind: 'marketing',
      scheduledFor: hour(3),
    });
    expect(row([requested, scheduled, started] as never)).toMatchObject({ status: 'dispatching', startedAt: hour(3) });
    expect(row([requested, scheduled, started, dispatched] as never)).toMatchObject({ status: 'dispatched' });
    expect(row([requested, scheduled, started, dispatched, delivered] as never)).toMatchObject({
      status: 'delivered',
      deliveredAt: hour(4),
    });
  });
  it('shows the messages of somebody in the order in which they came up', async () => {
    const [rows, table] = [new InMemoryRowStore(), tableOf(outbox)];
    const asked = { a: hour(3), b: hour(1), c: hour(2) };
    const written = Object.entries(asked).map(([key, requestedAt]) => ({
      ...{ key, expected: 0, seen: {} },
      doc: { staffId: 'S1001', requestedAt },
    }));
    await rows.declare(table);
    await rows.commit({ writes: [{ table, rows: written }] });
    const found = await rows.find(table, { index: 'own', prefix: ['S1001'], limit: 10 });
    expect(found.rows.map(({ key }) => key)).toEqual(['b', 'c', 'a']);
  });
  it('shows why one was suppressed or failed, that one is unknown, and whose yes it waits for', () => {
    const moved = say(messageHandedOver, { ...about(hour(2)), staffId: 'S1002', outletId: 'N02' }, { position: 2 });
    expect(row([requested, moved] as never)).toMatchObject({ status: 'suggested', staffId: 'S1002', outletId: 'N02' });
    const suppressed = say(messageSuppressed, { ...about(hour(2)), reasonCode: 'cap.reached' }, { position: 2 });
    expect(row([requested, suppressed] as never)).toMatchObject({ status: 'suppressed', reasonCode: 'cap.reached' });
    const unknown = say(messageOutcomeUnknown, about(hour(4)), { position: 4 });
    expect(row([requested, scheduled, started, unknown] as never)).toMatchObject({ status: 'unknown' });
    const failed = say(messageFailed, { ...about(hour(5)), reasonCode: 'gateway.refused' }, { position: 5 });
    expect(row([requested, scheduled, started, unknown, failed] as never)).toMatchObject({
      status: 'failed',
      reasonCode: 'gateway.refused',
    });
  });
  it('twice is once', () => {
    const once = [requested, scheduled, started] as never[];
    expect(project(outbox, [...once, ...once])).toEqual(project(outbox, once));
  });
});

describe('recipients', () => {
  const registered = say(
    clientRegistered,
    { clientId, clientNo: 'C1', outletId: 'N01', name: '王小芳', phone: '13812345678', registeredOn: '2026-06-01' },
    { position: 1 },
  );
  const allowed = say(
    consentChanged,
    { clientId, purpose: 'marketing', channel: 'sms', state: 'granted', changedAt: hour(1) },
    { position: 2 },
  );
  const byMail = say(
    consentChanged,
    { clientId, purpose: 'marketing', channel: 'email', state: 'refused', changedAt: hour(2) },
    { position: 3 },
  );
  const profiling = say(
    consentChanged,
    { clientId, purpose: 'profiling', channel: 'sms', state: 'refused', changedAt: hour(2) },
    { position: 4 },
  );
  const moved = say(
    clientFileUpdated,
    { clientId, phone: null, minimumMissing: [], updatedAt: hour(3) },
    { position: 5 },
  );
  const erased = say(
    clientErased,
    { clientId, erasedAt: hour(4), identityLocked: false, identityLockedUntil: null },
    { position: 6 },
  );
  const assigned = say(
    clientAssigned,
    {
      clientId,
      outletId: 'N02',
      staffId: 'S1001',
      role: 'clientManager',
      tier: 'gold',
      targetTier: null,
      from: '2026-06-02',
      overridden: false,
    },
    { position: 1 },
  );
  const released = say(
    clientReleased,
    { clientId, outletId: 'N02', staffId: 'S1001', reasonCode: 'left', from: '2026-06-03' },
    { position: 2 },
  );
  const shown = (messages: readonly object[]) => project(recipients, messages as never).get(clientId);

  it('are masked, with their consent to SMS and who looks after them, in any order of the sources', () => {
    const orders = interleavings([registered, allowed, byMail, profiling, assigned] as never[]);
    expect(orders).toHaveLength(5);
    const expected = {
      ...{ clientId, name: '王*芳', phone: '138****5678', homeOutletId: 'N01', transferredTo: null, erased: false },
      ...{ staffId: 'S1001', staffOutletId: 'N02', consents: { marketing: 'granted' as const } },
    };
    expect(orders.map(shown)).toEqual(orders.map(() => expected));
    expect(recipients.belongs?.(expected)).toEqual({ outletId: 'N02', staffIds: ['S1001'] });
  });
  it('lose a phone that is taken away, and a maintainer who lets them go', () =>
    expect(shown([registered, moved, assigned, released])).toMatchObject({
      name: '王*芳',
      phone: null,
      staffId: null,
      staffOutletId: null,
    }));
  it('belong to whoever took over, and to the new outlet after a transfer, in any order of the sources', () => {
    const taken = say(
      clientReassigned,
      { ...assigned.data, outletId: 'N02', fromStaffId: 'S1001', staffId: 'S1002' },
      { position: 2 },
    );
    const transferred = say(
      clientTransferred,
      { clientId, fromOutletId: 'N02', toOutletId: 'N03', tier: 'gold', targetTier: null, basis: null, band: null, on: '2026-06-04' }, // prettier-ignore
      { position: 3 },
    );
    const belonging = (messages: readonly object[]) => {
      const row = shown(messages);
      return row && recipients.belongs?.(row);
    };
    expect(belonging([registered, assigned, taken])).toEqual({ outletId: 'N02', staffIds: ['S1002'] });
    for (const order of interleavings([registered, assigned, taken, transferred] as never[]))
      expect(belonging(order)).toEqual({ outletId: 'N03', staffIds: [] });
  });
  it('are nobody once erased, whatever comes after and in any order of the sources', () => {
    const orders = interleavings([registered, allowed, erased, assigned] as never[]);
    const rows = orders.map(shown);
    expect(rows).toEqual(
      orders.map((): unknown =>
        expect.objectContaining({ name: null, phone: null, staffId: null, consents: {}, erased: true }),
      ),
    );
    expect(
      shown([
        ...([registered, erased] as object[]),
        { ...moved, position: '0000000000000009', data: { ...moved.data, name: '王小芳' } },
      ]),
    ).toMatchObject({ name: null });
  });
});
