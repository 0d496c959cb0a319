import { describe, expect, it } from '@jest/globals';
import {
  adviserAttached,
  adviserDetached,
  clientAssigned,
  clientErased,
  clientFileUpdated,
  clientRegistered,
  clientReleased,
  clientTransferred,
  consentChanged,
  contactLogged,
  opportunityAdvanced,
  opportunityChanged,
  opportunityLost,
  opportunityOpened,
  opportunityWon,
  reportSubmitted,
  signingRefused,
  type OpportunityAdvanced,
} from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import { businessFields, tableOf } from '@pcrm/event-sourcing';
import { InMemoryRowStore, interleavings, project } from '@pcrm/event-sourcing/testing';
import { about, assignedAt, clientId, opportunityId } from '../pursuit.examples.js';
import { gateOf, type ProgressRow } from '../progress-row.js';
import { progressTable, stageCountsByStaff } from './progress-table.projection.js';
import { progressLine } from './progress-table.query.js';

const pipeline = 'SIGNING_UPGRADE' as const;
const contactId = '33333333-3333-4333-8333-333333333333';
const now = '2026-06-20T02:00:00.000Z';
const registered = say(
  clientRegistered,
  { clientId, clientNo: 'C1', outletId: 'o1', name: '王芳', phone: null, registeredOn: '2026-01-01' },
  { position: 1 },
);
const filed = (position: number, minimumMissing: string[]) =>
  say(clientFileUpdated, { clientId, minimumMissing, updatedAt: now }, { position });
const refused = say(
  signingRefused,
  { clientId, opportunityId, code: 'tier.below-standard', refusedAt: '2026-06-12T02:00:00.000Z' },
  { position: 3 },
);
const opened = say(
  opportunityOpened,
  { ...about, pipeline, targetTier: 'gold', currentTier: null, openedAt: assignedAt },
  { position: 1 },
);
const advanced = (
  position: number,
  from: OpportunityAdvanced['from'],
  to: OpportunityAdvanced['to'],
  advancedAt: string,
) => say(opportunityAdvanced, { ...about, pipeline, from, to, targetTier: 'gold', advancedAt }, { position });
const signing = advanced(4, 'ALLOCATED', 'SIGNING', '2026-06-11T02:00:00.000Z');
const logged = say(
  contactLogged,
  {
    contactId,
    clientId,
    staffId: 'cm1',
    channel: 'phone',
    direction: 'outbound',
    reached: true,
    contactAt: '2026-06-05T02:00:00.000Z',
    nextStepOn: '2026-06-09',
  },
  { position: 2 },
);
const reported = say(
  reportSubmitted,
  {
    contactId,
    clientId,
    staffId: 'cm1',
    contactAt: '2026-06-05T02:00:00.000Z',
    submittedAt: '2026-06-05T03:00:00.000Z',
  },
  { position: 3 },
);
const adviser = say(
  adviserAttached,
  { clientId, outletId: 'o1', staffId: 'fa1', role: 'financialAdviser', from: '2026-06-01' },
  { position: 1 },
);

const row = (...messages: readonly object[]): ProgressRow =>
  project(progressTable, messages as never).get(clientId) as ProgressRow;
const line = (...messages: readonly object[]) => progressLine(row(...messages), now);

describe('the progress table (P1)', () => {
  it('shows stage by stage who has stood there longest', async () => {
    const [rows, table] = [new InMemoryRowStore(), tableOf(progressTable)];
    const places = { a: [2, '2026-06-03'], b: [1, '2026-06-09'], c: [2, '2026-06-01'], d: [2, '2026-06-02'] } as const;
    const written = Object.entries(places).map(([key, [stagePlace, stageSince]]) => ({
      ...{ key, expected: 0, seen: {} },
      doc: { staffId: 's1', staffIds: ['s1'], outletId: 'o1', stagePlace, stageSince },
    }));
    await rows.declare(table);
    await rows.commit({ writes: [{ table, rows: written }] });
    for (const [index, prefix] of [
      ['own', ['s1']],
      ['manager', ['s1']],
      ['outlet', ['o1']],
      ['all', []],
    ] as const) {
      const found = await rows.find(table, { index, prefix, limit: 10 });
      expect(found.rows.map(({ key }) => key)).toEqual(['b', 'c', 'd', 'a']);
    }
  });

  it('is the same for any interleaving of the three services, and twice is once', () => {
    const story = [registered, filed(2, ['phone']), refused, opened, logged, reported, signing, adviser];
    const rows = interleavings<(typeof story)[number]>(story).map((messages) => row(...messages));
    expect(rows.length).toBe(280);
    for (const other of rows) expect(other).toEqual(rows[0]);
    expect(row(...story, ...story)).toEqual(rows[0]);
    expect(rows[0]).toMatchObject({ staffIds: ['cm1', 'fa1'], outletId: 'o1', open: true, name: '王*' });
  });

  it('names the messages behind an opportunity as evidence, outside the digest', () => {
    const told = row(registered, opened, signing);
    const other = row(registered, ...[opened, signing].map((message) => ({ ...message, id: `other-${message.id}` })));
    expect(other).not.toEqual(told);
    expect(businessFields(other)).toEqual(businessFields(told));
  });

  describe('belongs to who maintains the client now, whatever the opportunity has heard of it', () => {
    const from = '2026-06-03';
    const terms = { tier: null, targetTier: 'gold', from, overridden: false } as const;
    const assignedIn = (outletId: string, staffId: string, position: number) =>
      say(clientAssigned, { clientId, outletId, staffId, role: 'clientManager', ...terms }, { position });
    const released = say(
      clientReleased,
      { clientId, outletId: 'o1', staffId: 'cm1', reasonCode: 'transferred', from: '2026-06-18' },
      { position: 2 },
    );
    const transferred = say(
      clientTransferred,
      { clientId, fromOutletId: 'o1', toOutletId: 'o2', tier: null, targetTier: 'gold', basis: 'reached', band: null, on: '2026-06-18' }, // prettier-ignore
      { position: 3 },
    );
    const seenBy = (...messages: readonly object[]) => {
      const { staffId, outletId, staffIds } = row(...messages);
      return { staffId, outletId, staffIds };
    };

    it('nobody after a release: the outlet keeps it, the old manager does not', () =>
      expect(seenBy(assignedIn('o1', 'cm1', 1), opened, released)).toEqual({ outletId: 'o1', staffIds: [] }));

    it('the other outlet after a transfer, and its manager when assigned, in any interleaving', () => {
      const story = [assignedIn('o1', 'cm1', 1), released, transferred, opened];
      const after = { outletId: 'o2', staffIds: [] };
      for (const messages of interleavings<(typeof story)[number]>(story)) expect(seenBy(...messages)).toEqual(after);
      expect(seenBy(...story, assignedIn('o2', 'cm9', 4))).toEqual({
        staffId: 'cm9',
        outletId: 'o2',
        staffIds: ['cm9'],
      });
    });

    it('an adviser who was detached no more', () => {
      const detached = say(
        adviserDetached,
        { clientId, outletId: 'o1', staffId: 'fa1', from: '2026-06-02' },
        { position: 2 },
      );
      expect([seenBy(opened, adviser).staffIds, seenBy(opened, adviser, detached).staffIds]).toEqual([
        ['cm1', 'fa1'],
        ['cm1'],
      ]);
    });

    it('what has ended still counts for who ended it', () => {
      const won = say(opportunityWon, { ...about, pipeline, tier: 'gold', wonAt: now }, { position: 5 });
      expect(seenBy(assignedIn('o1', 'cm1', 1), opened, won, released)).toEqual({
        staffId: 'cm1',
        outletId: 'o1',
        staffIds: [],
      });
    });
  });

  it('shows stage, days in it, the next step and what signing still lacks', () =>
    expect(line(registered, opened, logged, filed(2, ['phone']))).toMatchObject({
      ...{
        stage: 'ALLOCATED',
        daysInStage: 17,
        openedOn: '2026-06-03',
        nextStepOn: '2026-06-09',
        lastReachedOn: '2026-06-05',
      },
      ...{
        suggestedStage: 'CONTACTED',
        signingLacks: ['report', 'phone', 'consents'],
        refusedCode: null,
        clientName: '王*',
      },
    }));

  it('D6: shows what the contacts that stand say, not what was withdrawn or put right since', () => {
    const again = (position: number, more: object) => ({
      ...logged,
      id: `again-${String(position)}`,
      position: String(position).padStart(16, '0'),
      data: { ...logged.data, ...more },
    });
    const shown = (...messages: readonly object[]) => {
      const { lastReachedOn, nextStepOn, suggestedStage } = line(registered, opened, logged, ...messages) ?? {};
      return { lastReachedOn, nextStepOn, suggestedStage };
    };
    const none = { lastReachedOn: null, nextStepOn: null, suggestedStage: null };
    const before = again(3, { contactId: '33333333-3333-4333-8333-333333333334', contactAt: '2026-06-04T02:00:00.000Z', nextStepOn: '2026-06-08' }); // prettier-ignore
    expect(shown(again(9, { withdrawn: true }))).toEqual(none);
    expect(shown(again(9, { reached: false, nextStepOn: null }))).toEqual(none);
    expect(shown(before, again(9, { withdrawn: true }))).toEqual({
      lastReachedOn: '2026-06-04',
      nextStepOn: '2026-06-08',
      suggestedStage: 'CONTACTED',
    });
  });

  it('keeps 20 contacts that reached the client and 20 that did not', () => {
    const contacts = Array.from({ length: 50 }, (_, n) => ({
      ...logged,
      id: `contact-${String(n)}`,
      position: String(10 + n).padStart(16, '0'),
      data: { ...logged.data, contactId: `contact-${String(n + 10)}`, reached: n < 21 },
    }));
    const kept = row(...contacts).contacts.map(({ id }) => id);
    const numbers = [...Array.from({ length: 20 }, (_, n) => n + 11), ...Array.from({ length: 20 }, (_, n) => n + 40)];
    expect(kept).toEqual(numbers.map((n) => `contact-${String(n)}`));
  });

  it('P5: a report counts for the opportunity it names, else when its contact is not older than the opportunity', () => {
    const gate = (opportunityOf: string | undefined, contactAt: string) =>
      gateOf(
        row(opened, {
          ...reported,
          data: { ...reported.data, contactAt, ...(opportunityOf && { opportunityId: opportunityOf }) },
        }),
      ).reported;
    expect(gate(undefined, assignedAt)).toBe(true);
    expect(gate(undefined, '2026-06-03T01:59:59.999Z')).toBe(false);
    expect(gate(opportunityId, '2026-01-01T02:00:00.000Z')).toBe(true);
    expect(gate(contactId, '2026-06-09T02:00:00.000Z')).toBe(false);
  });

  it('P5: a file nobody has said anything about is missing', () =>
    expect(gateOf(row(opened)).missing).toEqual(['file']));

  it('P5: consents are part of the minimum: signing lacks them until somebody asked for one, whatever the answer', () => {
    const asked = (state: 'granted' | 'refused') =>
      say(consentChanged, { clientId, purpose: 'marketing', channel: 'sms', state, changedAt: now }, { position: 3 });
    expect(gateOf(row(opened, filed(2, []))).missing).toEqual(['consents']);
    expect(gateOf(row(opened, filed(2, ['phone']))).missing).toEqual(['phone', 'consents']);
    for (const state of ['granted', 'refused'] as const) {
      const story = [opened, filed(2, []), asked(state)];
      for (const messages of interleavings<(typeof story)[number]>(story))
        expect(gateOf(row(...messages)).missing).toEqual([]);
    }
  });

  it('the next step is the one planned until the client was reached on that day, then what the newest contact promised', () => {
    const contact = (on: string, position: number, more: { reached?: boolean; nextStepOn?: string } = {}) =>
      say(
        contactLogged,
        {
          ...{
            contactId: `${String(position)}${contactId.slice(1)}`,
            clientId,
            staffId: 'cm1',
            channel: 'phone',
            direction: 'outbound',
            reached: true,
          },
          ...{ contactAt: `${on}T02:00:00.000Z`, ...more },
        },
        { position },
      );
    const planned = say(
      opportunityChanged,
      { ...about, pipeline, targetTier: 'gold', onHold: false, nextStepOn: '2026-06-10', changedAt: assignedAt },
      { position: 2 },
    );
    const next = (...messages: readonly object[]) => line(opened, planned, ...messages)?.nextStepOn;
    const promised = contact('2026-06-10', 3, { nextStepOn: '2026-06-16' });
    expect(next()).toBe('2026-06-10');
    expect(next(contact('2026-06-09', 3, { nextStepOn: '2026-06-12' }))).toBe('2026-06-10');
    expect(next(contact('2026-06-10', 3, { reached: false }))).toBe('2026-06-10');
    expect(next(promised)).toBe('2026-06-16');
    expect(next(promised, contact('2026-06-16', 4))).toBeNull();
    expect(next(promised, contact('2026-06-09', 4))).toBe('2026-06-16');
  });

  it('shows a refusal at SIGNING until it is asked for again', () => {
    expect(line(opened, signing, refused)?.refusedCode).toBe('tier.below-standard');
    expect(line(opened, refused)?.refusedCode).toBeNull();
    const back = advanced(5, 'SIGNING', 'PRESENTED', '2026-06-13T02:00:00.000Z');
    const again = advanced(6, 'PRESENTED', 'SIGNING', '2026-06-14T02:00:00.000Z');
    expect(line(opened, signing, refused, back)?.refusedCode).toBeNull();
    expect(line(opened, signing, refused, back, again)?.refusedCode).toBeNull();
    const asked = advanced(5, 'SIGNING', 'SIGNING', '2026-06-13T02:00:00.000Z');
    expect(line(opened, signing, refused, asked)).toMatchObject({ refusedCode: null, daysInStage: 9 });
    const refusedAgain = say(
      signingRefused,
      { clientId, opportunityId, code: 'tier.below-standard', refusedAt: '2026-06-13T02:00:00.000Z' },
      { position: 4 },
    );
    expect(line(opened, signing, refused, asked, refusedAgain)?.refusedCode).toBe('tier.below-standard');
  });

  it('follows the new manager, holds, and ends', () => {
    const changed = say(
      opportunityChanged,
      {
        ...about,
        staffId: 'cm2',
        pipeline,
        targetTier: 'platinum',
        onHold: true,
        nextStepOn: '2026-06-30',
        changedAt: now,
      },
      { position: 5 },
    );
    expect(line(opened, changed)).toMatchObject({
      staffId: 'cm2',
      targetTier: 'platinum',
      onHold: true,
      nextStepOn: '2026-06-30',
      stage: 'ALLOCATED',
    });
    const won = say(opportunityWon, { ...about, pipeline, tier: 'gold', wonAt: now }, { position: 6 });
    expect(line(opened, won)).toMatchObject({ stage: 'SIGNED', open: false, daysInStage: 0 });
    const lost = say(
      opportunityLost,
      { ...about, pipeline, reasonCode: 'declined', lostOn: '2026-06-20', lostAt: now },
      { position: 6 },
    );
    expect(line(opened, lost)).toMatchObject({ stage: 'TERMINATED', open: false, reasonCode: 'declined' });
  });

  it('keeps the earlier opportunity when another opens, and counts the newest', () => {
    const lost = say(
      opportunityLost,
      { ...about, pipeline, reasonCode: 'declined', lostOn: '2026-06-20', lostAt: now },
      { position: 6 },
    );
    const second = say(opportunityOpened, { ...opened.data, opportunityId: contactId, openedAt: now }, { position: 7 });
    const both = row(opened, lost, second);
    expect([both.opportunityIds, both.open]).toEqual([[contactId, opportunityId], true]);
    const total = stageCountsByStaff.add(stageCountsByStaff.initial(), both, clientId);
    expect([stageCountsByStaff.of(both), total]).toEqual([['cm1'], { open: 1, onHold: 0, stages: { ALLOCATED: 1 } }]);
  });

  it('knows no name after an erasure', () =>
    expect(
      row(
        registered,
        opened,
        say(
          clientErased,
          { clientId, erasedAt: now, identityLocked: false, identityLockedUntil: null },
          { position: 9 },
        ),
      ).name,
    ).toBeNull());
});
