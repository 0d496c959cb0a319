import { describe, expect, it } from '@jest/globals';
import {
  clientAssigned,
  clientMarkedPotential,
  clientReassigned,
  clientReleased,
  clientUpgraded,
} from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import type { Issued } from '@pcrm/event-sourcing';
import { interleavings, specification } from '@pcrm/event-sourcing/testing';
import { engagementDefinition } from '../../engagement.definition.js';
import {
  about,
  allocated,
  assignedAt,
  clientId,
  maintained,
  markedAt,
  markedOn,
  opened,
  potential,
} from '../pursuit.examples.js';
import { pursuit, type Pursuit } from '../pursuit.js';
import type { PursuitFact } from '../pursuit.events.js';
import { openWhenClientMarkedPotential } from '../when-client-marked-potential/open-when-client-marked-potential.js';
import { winWhenClientUpgraded } from '../when-client-upgraded/win-when-client-upgraded.js';
import { followMaintainer, type FollowMaintainer } from './follow-maintainer.js';
import { followWhenClientAssigned } from './follow-when-client-assigned.js';

const given = specification(pursuit);
const follow = (more: Partial<FollowMaintainer> = {}): FollowMaintainer => ({ ...maintained().data, ...more });
const handedTo = (staffId: string, at: string): PursuitFact => ({
  type: 'OpportunityChanged',
  data: { ...about, staffId, cause: 'followed', targetTier: 'gold', onHold: false, nextStepOn: null, reason: null, at },
});

/** Runs messages through the reactions and the decisions they name, as the runner would. */
function live(messages: readonly { type: string }[]): { facts: PursuitFact[]; state: Pursuit } {
  const facts: PursuitFact[] = [];
  let state = pursuit.initial();
  for (const message of messages) {
    for (const { on } of [followWhenClientAssigned, openWhenClientMarkedPotential, winWhenClientUpgraded]) {
      const react = (on as { [type: string]: ((message: unknown, known: unknown) => readonly Issued[]) | undefined })[
        message.type
      ];
      for (const { handler, command } of react?.(message, {}) ?? []) {
        const made = engagementDefinition.handlers[handler]?.decide(command, state) as readonly PursuitFact[];
        state = made.reduce((folded, fact) => pursuit.evolve(folded, fact), state);
        facts.push(...made);
      }
    }
  }
  return { facts, state };
}

const at2 = '2026-06-20T02:00:00.000Z';
const marked = (targetTier: 'gold' | 'platinum', currentTier: 'gold' | null, position = 1, at = markedAt) =>
  say(
    clientMarkedPotential,
    { clientId, outletId: 'o1', basis: 'reached', targetTier, currentTier, averageFen: 1, markedOn },
    { at, position },
  );
const assigned = say(
  clientAssigned,
  {
    clientId,
    outletId: 'o1',
    staffId: 'cm1',
    role: 'clientManager',
    tier: null,
    targetTier: 'gold',
    from: '2026-06-03',
    overridden: false,
  },
  { at: assignedAt, position: 1 },
);

describe('following the maintainer', () => {
  it('A3: a potential client assigned to a client manager opens the opportunity at ALLOCATED', () =>
    given(potential()).when(followMaintainer, follow()).then(maintained(), opened()));
  it('a client without potential opens nothing', () => given().when(followMaintainer, follow()).then(maintained()));
  it('A3: a teller opens nothing; the client manager who takes over does (example 15)', () => {
    const teller = maintained('t1', 'teller');
    given(potential('platinum', 'gold')).when(followMaintainer, teller.data).then(teller);
    given(potential('platinum', 'gold'), teller)
      .when(followMaintainer, follow({ at: at2 }))
      .then(
        { type: 'MaintainerNoted', data: { ...maintained().data, at: at2 } },
        { type: 'OpportunityOpened', data: { ...opened('platinum', 'gold').data, openedAt: at2 } },
      );
  });
  it('an open opportunity follows the new manager', () =>
    given(...allocated)
      .when(followMaintainer, follow({ staffId: 'cm2', at: at2 }))
      .then({ type: 'MaintainerNoted', data: follow({ staffId: 'cm2', at: at2 }) }, handedTo('cm2', at2)));
  it('an open opportunity stays when nobody maintains the client', () =>
    given(...allocated)
      .when(followMaintainer, follow({ staffId: null, role: null, at: at2 }))
      .then({ type: 'MaintainerNoted', data: follow({ staffId: null, role: null, at: at2 }) }));
  it('hearing it twice changes nothing, nor does something older', () => {
    given(...allocated)
      .when(followMaintainer, follow())
      .thenNothing();
    given(...allocated)
      .when(followMaintainer, follow({ staffId: 'cm9', at: markedAt }))
      .thenNothing();
  });

  it('any interleaving of assigning and marking opens the same opportunity once', () => {
    const states = interleavings([marked('gold', null), assigned]).map((messages) => {
      const { facts, state } = live(messages);
      expect(facts.filter(({ type }) => type === 'OpportunityOpened')).toEqual([opened()]);
      return state;
    });
    expect(states).toHaveLength(2);
    expect(states[1]).toEqual(states[0]);
  });

  it('example 19: a gold client whose average reaches 500k gets an upgrade opportunity with the same manager', () => {
    const gold = say(
      clientAssigned,
      {
        clientId,
        outletId: 'o1',
        staffId: 'cm1',
        role: 'clientManager',
        tier: 'gold',
        targetTier: null,
        from: '2026-05-01',
        overridden: false,
      },
      { at: '2026-05-01T02:00:00.000Z', position: 1 },
    );
    const { facts } = live([gold, marked('platinum', 'gold')]);
    expect(facts.at(-1)).toMatchObject({
      type: 'OpportunityOpened',
      data: { clientId, staffId: 'cm1', targetTier: 'platinum', currentTier: 'gold', openedAt: markedAt },
    });
  });

  it('example 15: reaching 500k with a teller opens the platinum opportunity with the client manager who takes over', () => {
    const teller = say(
      clientAssigned,
      {
        clientId,
        outletId: 'o1',
        staffId: 't1',
        role: 'teller',
        tier: 'gold',
        targetTier: null,
        from: '2026-05-01',
        overridden: false,
      },
      { at: '2026-05-01T02:00:00.000Z', position: 1 },
    );
    const taken = say(
      clientReassigned,
      {
        clientId,
        outletId: 'o1',
        fromStaffId: 't1',
        staffId: 'cm1',
        role: 'clientManager',
        tier: 'gold',
        targetTier: 'platinum',
        from: '2026-06-20',
        overridden: false,
      },
      { at: at2, position: 2 },
    );
    const before = live([teller, marked('platinum', 'gold')]);
    expect(before.state.open).toBeUndefined();
    expect(live([teller, marked('platinum', 'gold'), taken]).state.open).toMatchObject({
      staffId: 'cm1',
      targetTier: 'platinum',
      stage: 'ALLOCATED',
    });
  });

  it('P5: ClientUpgraded wins the open opportunity; a lower tier leaves it open and raised potential raises it', () => {
    const upgraded = (to: 'gold' | 'platinum') =>
      say(
        clientUpgraded,
        { clientId, outletId: 'o1', from: null, to, upgradedOn: '2026-06-20' },
        { at: at2, position: 9 },
      );
    expect(live([marked('gold', null), assigned, upgraded('gold')]).facts.at(-1)).toEqual({
      type: 'OpportunitySigned',
      data: { ...about, tier: 'gold', at: at2 },
    });
    const raised = live([marked('gold', null), assigned, marked('platinum', null, 2, at2)]);
    expect(raised.state.open).toMatchObject({ targetTier: 'platinum', stage: 'ALLOCATED' });
    expect(live([marked('platinum', null), assigned, upgraded('gold')]).state.open).toBeDefined();
  });

  it('a released client leaves the pursuit without a manager', () => {
    const released = say(
      clientReleased,
      { clientId, outletId: 'o1', staffId: 'cm1', reasonCode: 'transfer', from: '2026-06-20' },
      { at: at2, position: 2 },
    );
    expect(live([assigned, released]).state.maintainer).toBeUndefined();
  });
});
