import {
  clientAssigned,
  clientErased,
  clientMarkedPotential,
  clientReassigned,
  clientReleased,
  clientTransferred,
  clientUpgraded,
  followUpTerminated,
  potentialWithdrawn,
} from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import type { Due, Known } from '@pcrm/event-sourcing';
import { interleavings, project, specification } from '@pcrm/event-sourcing/testing';
import { acknowledgeAlert } from './acknowledge-alert/acknowledge-alert.js';
import { raiseAlert } from './raise-alert/raise-alert.js';
import { unassigned } from './raise-alert/unassigned.agenda.js';
import { unassignedPotentials, type UnassignedHeard } from './raise-alert/unassigned-potentials.projection.js';
import { settleAlert } from './settle-alert/settle-alert.js';
import { staffAlert } from './staff-alert.js';
import { settleAlertWhenClientAssigned } from './when-client-assigned/settle-alert-when-client-assigned.js';
import type { AlertRaised } from './staff-alert.events.js';

const clientId = '5b0e7a52-6c1f-4b7e-9d0a-2f1f0e9f8a11';
const alertId = '1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d';
const marked = (markedOn: string, position = 1) =>
  say(
    clientMarkedPotential,
    {
      clientId,
      outletId: 'N01',
      basis: 'reached',
      targetTier: 'gold',
      currentTier: null,
      averageFen: 12_000_000,
      markedOn,
    },
    { position },
  );
const assigned = (position = 1) =>
  say(
    clientAssigned,
    {
      clientId,
      outletId: 'N01',
      staffId: 'S1001',
      role: 'clientManager',
      tier: null,
      targetTier: 'gold',
      from: '2026-06-15',
      overridden: false,
    },
    { position },
  );
const released = (from: string, position = 2) =>
  say(clientReleased, { clientId, outletId: 'N01', staffId: 'S1001', reasonCode: 'noTierLeft', from }, { position });
const declined = (terminatedOn: string, coolOffUntil: string, position = 2) =>
  say(
    followUpTerminated,
    { clientId, reasonCode: 'declined', remainsTier: null, terminatedOn, coolOffUntil },
    { position },
  );

const transferred = (on: string, position = 3) =>
  say(
    clientTransferred,
    { clientId, fromOutletId: 'N01', toOutletId: 'N02', tier: null, targetTier: 'gold', basis: 'reached', band: null, on }, // prettier-ignore
    { position },
  );

/** When the head is told after everything was heard, as the agenda's last word has it. */
const dueAfter = (messages: readonly UnassignedHeard[]): string | null => armedAfter(messages)?.dueAt ?? null;
/** What the agenda holds after everything was heard: the last word. */
function armedAfter(messages: readonly UnassignedHeard[]): Due | undefined {
  const row = project(unassignedPotentials, messages).get(clientId);
  const known: Known = { row: <R>() => undefined as R | undefined };
  const knows: Known = {
    row: <R>(table: { name: string }, key: string) =>
      key === clientId ? (row as R) : known.row<R>(table as never, key),
  };
  const last = messages.at(-1) as UnassignedHeard;
  const [armed] = unassigned.on[last.type]?.(last as never, knows) ?? [];
  return armed && 'dueAt' in armed ? armed : undefined;
}

describe('A3: when the head is told', () => {
  it('after one workday, the weekend apart', () => {
    expect(dueAfter([marked('2026-06-15')])).toBe('2026-06-16T16:00:00.000Z');
    expect(dueAfter([marked('2026-06-12')])).toBe('2026-06-15T16:00:00.000Z');
  });
  it('not while somebody looks after the client, however the topics interleave', () => {
    const orders = interleavings<UnassignedHeard>([marked('2026-06-15', 1), marked('2026-06-16', 2), assigned(1)]);
    expect(orders).toHaveLength(3);
    expect(orders.map(dueAfter)).toEqual([null, null, null]);
  });
  it('not after the mark was taken back, the client signed, or was erased', () => {
    const endings: readonly UnassignedHeard[] = [
      say(potentialWithdrawn, { clientId, withdrawnOn: '2026-06-15', reasonCode: 'below' }, { position: 2 }),
      say(
        clientUpgraded,
        { clientId, outletId: 'N01', from: null, to: 'gold', upgradedOn: '2026-06-15' },
        { position: 2 },
      ),
      say(
        clientErased,
        { clientId, erasedAt: '2026-06-15T02:00:00.000Z', identityLocked: false, identityLockedUntil: null },
        { position: 2 },
      ),
    ];
    expect(endings.map((ending) => dueAfter([marked('2026-06-15'), ending]))).toEqual([null, null, null]);
    // Nor when somebody lets the client go afterwards: there is no potential to look after any more.
    const left = (ending: UnassignedHeard) => [marked('2026-06-15'), ending, released('2026-06-16')];
    expect(endings.map((ending) => dueAfter(left(ending)))).toEqual([null, null, null]);
  });
  it('not during the cool-off (acceptance 16); when marked again in it, after it', () => {
    expect(dueAfter([marked('2026-06-15'), declined('2026-06-16', '2026-12-13')])).toBeNull();
    const again = [marked('2026-06-15'), declined('2026-06-16', '2026-12-13'), marked('2026-08-03', 3)];
    expect(dueAfter(again)).toBe('2026-12-14T16:00:00.000Z');
  });
  it('from the release on, when nobody follows, whatever order the sources come in', () => {
    const orders = interleavings<UnassignedHeard>([marked('2026-06-01', 1), assigned(1), released('2026-06-15')]);
    expect(orders.map(dueAfter)).toEqual(orders.map(() => '2026-06-16T16:00:00.000Z'));
  });
  it('to the head of the new outlet after a transfer, whatever order the sources come in, until somebody takes over', () => {
    const story = [marked('2026-06-01', 1), assigned(1), released('2026-06-15', 2), transferred('2026-06-15')];
    for (const messages of interleavings<UnassignedHeard>(story))
      expect(armedAfter(messages)).toMatchObject({
        dueAt: '2026-06-16T16:00:00.000Z',
        issue: { command: { outletId: 'N02' } },
      });
    expect(dueAfter([...story, assigned(4)])).toBeNull();
  });
  it('not after somebody else took over', () => {
    const terms = { tier: null, targetTier: 'gold', from: '2026-06-15', overridden: false } as const;
    const handed = {
      clientId,
      outletId: 'N01',
      fromStaffId: 'S1001',
      staffId: 'S1002',
      role: 'clientManager',
    } as const;
    const taken = say(clientReassigned, { ...handed, ...terms }, { position: 5 });
    expect(dueAfter([marked('2026-06-01'), released('2026-06-15', 4), taken])).toBeNull();
    // And when they let the client go, too, the head is told after all.
    const gone = [marked('2026-06-01'), assigned(4), taken, released('2026-06-22', 6)];
    expect(dueAfter(gone)).toBe('2026-06-23T16:00:00.000Z');
    expect(settleAlertWhenClientAssigned.on.ClientReassigned?.(taken, { row: () => undefined } as Known)).toHaveLength(
      1,
    );
  });
  it('A3: a transfer settles what the old head was told, for the new one is told anew', () => {
    const moved = transferred('2026-06-17');
    expect(settleAlertWhenClientAssigned.on.ClientTransferred?.(moved, { row: () => undefined } as Known)).toEqual([
      expect.objectContaining({ handler: 'staffAlert.settle', id: clientId }),
    ]);
  });
});

describe('an alert', () => {
  const given = specification(staffAlert);
  const raised: AlertRaised = {
    type: 'AlertRaised',
    data: {
      alertId,
      clientId,
      outletId: 'N01',
      reasonCode: 'potential.unassigned',
      raisedAt: '2026-06-16T16:00:00.000Z',
    },
  };
  const end = { clientId, at: '2026-06-17T02:00:00.000Z' };
  const settled = { type: 'AlertSettled' as const, data: { ...end, alertId, outletId: 'N01' } };
  const seen = { alertId, clientId, staffId: 'S1000', at: '2026-06-17T01:00:00.000Z' };
  it('is raised once, also after it was settled', () => {
    given().when(raiseAlert, raised.data).then(raised);
    given(raised).when(raiseAlert, raised.data).thenNothing();
    given(raised, settled).when(raiseAlert, raised.data).thenNothing();
  });
  it('A3: is raised to the new outlet after a transfer, though the old one had not settled its own otherwise', () => {
    const anew = { ...raised.data, alertId: '2b3c4d5e-6f7a-4b8c-9d0e-1f2a3b4c5d6e', outletId: 'N02' };
    given(raised, settled).when(raiseAlert, anew).then({ type: 'AlertRaised', data: anew });
  });
  it('is acknowledged once, and settled once', () => {
    const acknowledged = { type: 'AlertAcknowledged' as const, data: { ...seen, outletId: 'N01' } };
    given(raised).when(acknowledgeAlert, seen).then(acknowledged);
    given(raised, acknowledged).when(acknowledgeAlert, seen).thenNothing();
    given(raised, settled).when(acknowledgeAlert, seen).thenNothing();
    given(raised, acknowledged).when(settleAlert, end).then(settled);
    given(raised, settled).when(settleAlert, end).thenNothing();
    given().when(acknowledgeAlert, seen).thenRefused('alert.unknown');
  });
});
