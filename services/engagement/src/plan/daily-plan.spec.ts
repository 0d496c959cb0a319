import { describe, expect, it } from '@jest/globals';
import { specification } from '@pcrm/event-sourcing/testing';
import { confirmPlan } from './confirm-plan/confirm-plan.js';
import { dailyPlan, type DailyPlan } from './daily-plan.js';
import type { PlanProposed } from './daily-plan.events.js';
import { dropPlanItem, keepPlanItem } from './keep-plan/keep-plan.js';
import { proposePlan, toPropose } from './propose-plan/propose-plan.js';

const given = specification(dailyPlan);
const of = { staffId: 'cm1', date: '2026-06-10', at: '2026-06-10T01:00:00.000Z' };
const item = (clientId: string) => ({ clientId, rules: ['C4'], score: 900 });
const proposed = (...clients: string[]): PlanProposed => ({
  type: 'PlanProposed',
  data: { ...of, items: clients.map(item) },
});
const dropped = {
  type: 'PlanItemDropped',
  data: { ...of, clientId: 'a', reasonCode: 'clientAway', note: null },
} as const;
const kept = (clientId: string, added: boolean) =>
  ({ type: 'PlanItemKept', data: { ...of, clientId, added } }) as const;
const confirmed = (...clients: string[]) => ({ type: 'PlanConfirmed', data: { ...of, clients } }) as const;

describe('the daily plan (C0)', () => {
  it('proposes who is due; again only who became due since; what was dropped stays dropped', () => {
    given()
      .when(proposePlan, { ...of, due: [item('a'), item('b')] })
      .then(proposed('a', 'b'));
    given(proposed('a'), dropped)
      .when(proposePlan, { ...of, due: [item('a'), item('b')] })
      .then(proposed('b'));
    given(proposed('a'))
      .when(proposePlan, { ...of, due: [item('a')] })
      .thenNothing();
  });
  describe('proposes of many who are due', () => {
    const promised = (clientId: string) => ({ clientId, rules: ['C3', 'NEXT_STEP'], score: 10 });
    const due = [item('a'), item('b'), promised('p'), item('c'), promised('q')];
    const plan = (...clients: string[]) => ({
      items: clients.map((id) => ({ ...item(id), state: 'kept' as const, reasonCode: null })),
      confirmedAt: null,
    });
    const ids = (state: DailyPlan, most: number) => toPropose(due, state, most).map(({ clientId }) => clientId);

    it('those with a step promised by today first, then the most pressing', () => {
      expect(ids(plan(), 4)).toEqual(['p', 'q', 'a', 'b']);
      expect(ids(plan(), 9)).toEqual(['p', 'q', 'a', 'b', 'c']);
    });
    it('no more than the plan has room for, but every promise', () => {
      expect(ids(plan('x', 'y', 'z', 'a'), 5)).toEqual(['p', 'q']);
      expect(ids(plan('p', 'x'), 4)).toEqual(['q', 'a']);
    });
    it('nobody once it is confirmed', () => expect(ids({ ...plan('x'), confirmedAt: of.at }, 9)).toEqual([]));
  });
  it('keeps a proposed client, adds another one, once each', () => {
    given(proposed('a'))
      .when(keepPlanItem, { ...of, clientId: 'a' })
      .then(kept('a', false));
    given(proposed('a'))
      .when(keepPlanItem, { ...of, clientId: 'z' })
      .then(kept('z', true));
    given(proposed('a'), kept('a', false))
      .when(keepPlanItem, { ...of, clientId: 'a' })
      .thenNothing();
  });
  it('drops with a reason, in words where it is another one, once', () => {
    const drop = { ...of, clientId: 'a', reasonCode: 'clientAway' } as const;
    given(proposed('a')).when(dropPlanItem, drop).then(dropped);
    given(proposed('a'), dropped).when(dropPlanItem, drop).thenNothing();
    given(proposed('a'))
      .when(dropPlanItem, { ...drop, reasonCode: 'other' })
      .thenRefused('plan.reason-missing');
    given(proposed('a'))
      .when(dropPlanItem, { ...drop, clientId: 'z' })
      .thenRefused('plan.not-in-plan');
  });
  it('is confirmed once, with everything not dropped, and not when empty', () => {
    given(proposed('a', 'b'), dropped, kept('z', true)).when(confirmPlan, of).then(confirmed('b', 'z'));
    given(proposed('a'), confirmed('a')).when(confirmPlan, of).thenNothing();
    given().when(confirmPlan, of).thenRefused('plan.empty');
  });
});
