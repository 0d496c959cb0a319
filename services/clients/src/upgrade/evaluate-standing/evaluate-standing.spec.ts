import { addDays } from '@pcrm/contracts';
import { specification } from '@pcrm/event-sourcing/testing';
import { JUDGED_MONTHS, MOVEMENT_DAYS } from '../../readings.js';
import type { TierStandingEvent } from '../tier-standing.events.js';
import { tierStanding, type TierStanding } from '../tier-standing.js';
import { about, closing, marked, months, opened, policies, yuan } from '../standing.examples.js';
import { evaluateStanding, type EvaluateStanding } from './evaluate-standing.js';

const given = specification(tierStanding);
const platinum = { average: 480_000, band: '200k-500k', reached: 'gold' } as const;
const banded: TierStandingEvent = {
  type: 'AverageBandChanged',
  data: { ...about, band: '200k-500k', averageFen: yuan(480_000), asOf: '2026-01-01' },
};
const standing = (...facts: readonly TierStandingEvent[]): TierStanding =>
  facts.reduce((s, fact) => tierStanding.evolve(s, fact), tierStanding.initial());
const judged = (
  monthEnd: string,
  average: number,
  below = true,
  tier: 'platinum' | 'gold' = 'platinum',
): TierStandingEvent => ({
  type: 'MonthJudged',
  data: { ...about, monthEnd, tier, averageFen: yuan(average), below, policyVersion: 1 },
});
const watched = (monthEnd: string, average: number, tier: 'platinum' | 'gold' = 'platinum'): TierStandingEvent => ({
  type: 'TierWatchStarted',
  data: { ...about, tier, monthEnd, averageFen: yuan(average) },
});
const overridden = (tier: 'platinum' | 'gold', overriddenOn: string): TierStandingEvent => ({
  type: 'WatchOverridden',
  data: { ...about, tier, overriddenOn, reason: 'r', by: 'h' },
});
const cleared = (clearedOn: string): TierStandingEvent => ({
  type: 'TierWatchCleared',
  data: { ...about, tier: 'platinum', clearedOn },
});
const down = (downgradedOn: string): TierStandingEvent => ({
  type: 'ClientDowngraded',
  data: { ...about, from: 'platinum', to: 'gold', downgradedOn },
});

/** Closes month after month, each seeing all months so far. */
function closings(
  averages: { readonly [monthEnd: string]: number },
  start: readonly TierStandingEvent[],
): readonly (readonly TierStandingEvent[])[] {
  const facts = [...start];
  return Object.keys(averages).map((through) => {
    const soFar = Object.fromEntries(Object.entries(averages).filter(([monthEnd]) => monthEnd <= through));
    const written = evaluateStanding(closing(through, { ...platinum, months: months(soFar) }), standing(...facts));
    facts.push(...written);
    return written;
  });
}

describe('acceptance example 9', () => {
  const start = [opened('platinum'), banded];
  it('520k, 480k, 470k, 505k: watch in month 2, cleared in month 4', () => {
    const year = { '2026-01-31': 520_000, '2026-02-28': 480_000, '2026-03-31': 470_000, '2026-04-30': 505_000 };
    expect(closings(year, start)).toEqual([
      [],
      [judged('2026-02-28', 480_000), watched('2026-02-28', 480_000)],
      [judged('2026-03-31', 470_000)],
      [cleared('2026-04-30')],
    ]);
  });
  it('three month ends in a row below: down at the fourth', () => {
    const year = { '2026-01-31': 520_000, '2026-02-28': 480_000, '2026-03-31': 470_000, '2026-04-30': 460_000 };
    expect(closings(year, start).at(-1)).toEqual([judged('2026-04-30', 460_000), down('2026-04-30')]);
  });
  it('a private-bank client falls only at the sixth', () => {
    const withPrivateBank = policies.map((version) => ({
      ...version,
      thresholdsFen: { ...version.thresholdsFen, privateBank: yuan(6_000_000) },
    }));
    const sixth = ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31', '2026-06-30'];
    const fallsWith = (count: number): boolean => {
      const readings = {
        average: 5_000_000,
        months: months(Object.fromEntries(sixth.slice(0, count).map((end) => [end, 5_000_000]))),
      };
      const command = {
        ...closing(sixth[count - 1] ?? '', { ...readings, band: '1m-6m', reached: 'diamond' }),
        policies: withPrivateBank,
      };
      return evaluateStanding(command, standing(opened('privateBank'))).some(({ type }) => type === 'ClientDowngraded');
    };
    expect([fallsWith(5), fallsWith(6)]).toEqual([false, true]);
  });
  it('a month whose window is not fully covered is not judged', () => {
    const notFull = months({ '2026-02-28': 10_000 }).map((month) => ({ ...month, full: false }));
    given(opened('platinum'), banded)
      .when(evaluateStanding, closing('2026-02-28', { ...platinum, months: notFull }))
      .thenNothing();
  });
  it('months before the tier was signed, or before the head decided, do not count', () => {
    const two = months({ '2026-02-28': 480_000, '2026-03-31': 470_000 });
    given(opened('platinum', '2026-03-15'), banded)
      .when(evaluateStanding, closing('2026-03-31', { ...platinum, months: two }))
      .then(judged('2026-03-31', 470_000), watched('2026-03-31', 470_000));
    const watch = [judged('2026-02-28', 480_000), watched('2026-02-28', 480_000)];
    given(opened('platinum'), banded, ...watch, overridden('platinum', '2026-03-02'))
      .when(evaluateStanding, closing('2026-03-31', { ...platinum, months: two }))
      .then(judged('2026-03-31', 470_000), watched('2026-03-31', 470_000));
  });
});

describe('acceptance example 10: a corrected balance of a closed day', () => {
  const fall = [
    judged('2026-02-28', 480_000),
    watched('2026-02-28', 480_000),
    judged('2026-03-31', 470_000),
    judged('2026-04-30', 460_000),
    down('2026-04-30'),
  ];
  const restored: TierStandingEvent = {
    type: 'TierRestored',
    data: { ...about, from: 'gold', to: 'platinum', restoredOn: '2026-04-30' },
  };

  it('re-opens a fall: the tier stands again from its date on, the watch is judged anew', () => {
    const corrected = months({
      '2026-01-31': 520_000,
      '2026-02-28': 480_000,
      '2026-03-31': 510_000,
      '2026-04-30': 460_000,
    });
    given(opened('platinum'), banded, ...fall)
      .when(evaluateStanding, closing('2026-05-04', { ...platinum, months: corrected }))
      .then(judged('2026-03-31', 510_000, false), restored, watched('2026-04-30', 460_000));
  });
  it('finds a fall that should have been', () => {
    const corrected = months({ '2026-02-28': 480_000, '2026-03-31': 470_000, '2026-04-30': 460_000 });
    given(
      opened('platinum'),
      banded,
      judged('2026-02-28', 480_000),
      watched('2026-02-28', 480_000),
      judged('2026-03-31', 470_000),
      cleared('2026-04-30'),
    )
      .when(evaluateStanding, closing('2026-05-04', { ...platinum, months: corrected }))
      .then(judged('2026-04-30', 460_000), watched('2026-02-28', 480_000), down('2026-04-30'));
  });
  it('finds a fall that should have been, and judges the months since under the tier it led to', () => {
    const corrected = months({
      '2026-02-28': 480_000,
      '2026-03-31': 470_000,
      '2026-04-30': 460_000,
      '2026-05-31': 50_000,
    });
    const written = evaluateStanding(
      closing('2026-05-31', { ...platinum, months: corrected }),
      standing(opened('platinum'), banded),
    );
    expect(written.slice(-2)).toEqual([down('2026-04-30'), watched('2026-05-31', 50_000, 'gold')]);
  });
  it('finds the verdicts of all months that it can still re-judge, and none before', () => {
    const ends = Array.from({ length: JUDGED_MONTHS + 1 }, (_, n) => addDays('2025-01-31', 31 * n));
    const { below } = standing(...ends.map((end) => judged(end, 480_000)));
    expect(Object.keys(below)).toEqual(ends.slice(1));
  });
  it('leaves a fall that still has its reasons', () => {
    const corrected = months({
      '2026-01-31': 520_000,
      '2026-02-28': 480_000,
      '2026-03-31': 470_000,
      '2026-04-30': 460_000,
    });
    given(opened('platinum'), banded, ...fall)
      .when(evaluateStanding, closing('2026-05-04', { ...platinum, months: corrected }))
      .thenNothing();
  });
  describe('of a fall after which the head overrode a watch of the lower tier', () => {
    const watchedLower = [
      judged('2026-10-31', 90_000, true, 'gold'),
      watched('2026-10-31', 90_000, 'gold'),
      overridden('gold', '2026-11-02'),
    ];
    const year = { '2026-02-28': 480_000, '2026-03-31': 470_000, '2026-04-30': 460_000, '2026-10-31': 90_000 };
    const later = (averages: typeof year) => closing('2026-11-29', { ...platinum, months: months(averages) });
    it('leaves the fall that still has its reasons', () =>
      given(opened('platinum'), banded, ...fall, ...watchedLower)
        .when(evaluateStanding, later(year))
        .thenNothing());
    it('re-opens the fall that has lost them', () =>
      given(opened('platinum'), banded, ...fall, ...watchedLower)
        .when(evaluateStanding, later({ ...year, '2026-03-31': 510_000 }))
        .then(judged('2026-03-31', 510_000, false), restored, watched('2026-04-30', 460_000)));
    it('and does not count the months that an earlier override took out', () => {
      const before = [
        judged('2026-01-31', 480_000),
        watched('2026-01-31', 480_000),
        overridden('platinum', '2026-02-02'),
        ...fall,
        ...watchedLower,
      ];
      const corrected = { '2026-01-31': 480_000, ...year, '2026-04-30': 510_000 };
      given(opened('platinum'), banded, ...before)
        .when(evaluateStanding, later(corrected))
        .then(judged('2026-04-30', 510_000, false), restored, watched('2026-10-31', 90_000));
    });
  });
  it('clears a watch whose month was corrected', () =>
    given(opened('platinum'), banded, judged('2026-02-28', 480_000), watched('2026-02-28', 480_000))
      .when(evaluateStanding, closing('2026-03-02', { ...platinum, months: months({ '2026-02-28': 501_000 }) }))
      .then(judged('2026-02-28', 501_000, false), cleared('2026-02-28')));
  it('retracts a large movement that was none, and tells one that was', () =>
    given(opened('platinum'), banded, {
      type: 'LargeMovementDetected',
      data: { ...about, businessDate: '2026-03-02', deltaFen: 7, totalFen: 9 },
    })
      .when(
        evaluateStanding,
        closing('2026-03-05', { ...platinum, movements: [{ date: '2026-03-03', deltaFen: 6, totalFen: 8 }] }),
      )
      .then(
        {
          type: 'LargeMovementDetected',
          data: { ...about, businessDate: '2026-03-02', deltaFen: 7, totalFen: 0, retracted: true },
        },
        { type: 'LargeMovementDetected', data: { ...about, businessDate: '2026-03-03', deltaFen: 6, totalFen: 8 } },
      ));
});

describe('potential clients (A2a)', () => {
  const reaching = (through: string, reached: 'gold' | 'platinum' | 'diamond' | null): EvaluateStanding =>
    closing(through, { average: 480_000, band: '200k-500k', reached });
  const mark = (targetTier: 'gold' | 'platinum', currentTier: 'gold' | null, markedOn: string) =>
    marked(targetTier, { currentTier, markedOn, averageFen: yuan(480_000) });

  it('are marked when the average reaches a standard and nothing is signed', () =>
    given(opened(null), banded)
      .when(evaluateStanding, reaching('2026-06-01', 'gold'))
      .then(mark('gold', null, '2026-06-01')));
  it('acceptance example 19: gold signed at 150k whose average reaches 500k is potential for platinum', () =>
    given(opened('gold'), banded)
      .when(evaluateStanding, closing('2026-06-01', { average: 500_000, band: '500k-1m', reached: 'platinum' }))
      .then(
        {
          type: 'AverageBandChanged',
          data: { ...about, band: '500k-1m', averageFen: yuan(500_000), asOf: '2026-06-01' },
        },
        marked('platinum', { currentTier: 'gold', averageFen: yuan(500_000), markedOn: '2026-06-01' }),
      ));
  it('are marked once, again when another tier is reached, and no more when below before signing', () => {
    given(opened(null), banded, marked('gold')).when(evaluateStanding, reaching('2026-06-02', 'gold')).thenNothing();
    given(opened(null), banded, marked('gold'))
      .when(evaluateStanding, reaching('2026-06-02', 'platinum'))
      .then(mark('platinum', null, '2026-06-02'));
    given(opened(null), banded, marked('gold'))
      .when(evaluateStanding, reaching('2026-06-02', null))
      .then({
        type: 'PotentialWithdrawn',
        data: { ...about, withdrawnOn: '2026-06-02', reasonCode: 'below-standard' },
      });
  });
  it('stay marked when somebody judged them so by hand', () =>
    given(opened(null), banded, marked('gold', { basis: 'judged' }))
      .when(evaluateStanding, reaching('2026-06-02', null))
      .thenNothing());
  it('acceptance example 16: who declined is left alone for the cool-off, unless a large sum comes in', () => {
    const declined: TierStandingEvent = {
      type: 'FollowUpTerminated',
      data: {
        ...about,
        reasonCode: 'declined',
        remainsTier: null,
        terminatedOn: '2026-06-10',
        coolOffUntil: '2026-12-07',
      },
    };
    const history = [opened(null), banded, marked('gold'), declined];
    given(...history)
      .when(evaluateStanding, reaching('2026-12-07', 'gold'))
      .thenNothing();
    given(...history)
      .when(evaluateStanding, reaching('2026-12-08', 'gold'))
      .then(mark('gold', null, '2026-12-08'));
    const inflow = { date: '2026-07-01', deltaFen: yuan(60_000), totalFen: yuan(500_000) };
    given(...history)
      .when(evaluateStanding, {
        ...reaching('2026-07-01', 'gold'),
        readings: { ...reaching('2026-07-01', 'gold').readings, movements: [inflow] },
      })
      .then(
        {
          type: 'LargeMovementDetected',
          data: { ...about, businessDate: '2026-07-01', deltaFen: yuan(60_000), totalFen: yuan(500_000) },
        },
        mark('gold', null, '2026-07-01'),
      );
    const outflow = { ...inflow, deltaFen: -yuan(60_000) };
    const command = {
      ...reaching('2026-07-01', 'gold'),
      readings: { ...reaching('2026-07-01', 'gold').readings, movements: [outflow] },
    };
    expect(evaluateStanding(command, standing(...history)).map(({ type }) => type)).toEqual(['LargeMovementDetected']);
  });
});

describe('a closing', () => {
  it('opens the standing of a client nobody looked at before, and tells the band', () =>
    given()
      .when(evaluateStanding, {
        ...closing('2026-06-01', platinum),
        client: { outletId: 'NN01', signed: { tier: 'gold', signedOn: '2020-01-01' } },
      })
      .then(opened('gold', '2020-01-01'), {
        type: 'AverageBandChanged',
        data: { ...about, band: '200k-500k', averageFen: yuan(480_000), asOf: '2026-06-01' },
      }));
  it('tells a crossing date only when it changes, and when it is not foreseen any more', () => {
    const reach = { tier: 'platinum', direction: 'reach', on: '2026-07-09' } as const;
    const told: TierStandingEvent = {
      type: 'AverageCrossingForecast',
      data: { ...about, ...reach, asOf: '2026-06-01' },
    };
    given(opened('gold'), banded)
      .when(evaluateStanding, closing('2026-06-01', { ...platinum, forecasts: [reach] }))
      .then(told);
    given(opened('gold'), banded, told)
      .when(evaluateStanding, closing('2026-06-02', { ...platinum, forecasts: [reach] }))
      .thenNothing();
    given(opened('gold'), banded, told)
      .when(evaluateStanding, closing('2026-06-02', platinum))
      .then({
        type: 'AverageCrossingForecast',
        data: { ...about, tier: 'platinum', direction: 'reach', on: null, asOf: '2026-06-02' },
      });
  });
  it('twice is once', () => {
    const command = closing('2026-02-28', {
      ...platinum,
      months: months({ '2026-02-28': 480_000 }),
      movements: [{ date: '2026-02-03', deltaFen: 1, totalFen: 2 }],
    });
    const first = evaluateStanding(command, tierStanding.initial());
    expect(first.length).toBeGreaterThan(2);
    expect(evaluateStanding(command, standing(...first))).toEqual([]);
  });
  it('twice is once, however many large movements there are in the days looked at', () => {
    const through = '2026-06-30';
    const movementsFrom = addDays(through, -MOVEMENT_DAYS);
    for (const count of [70, MOVEMENT_DAYS + 1]) {
      const movements = Array.from({ length: count }, (_, n) => ({
        date: addDays(through, n + 1 - count),
        deltaFen: n + 1,
        totalFen: 9,
      }));
      const command = closing(through, { ...platinum, movements, movementsFrom });
      const first = evaluateStanding(command, standing(opened('gold'), banded));
      expect(first).toHaveLength(count);
      expect(evaluateStanding(command, standing(opened('gold'), banded, ...first))).toEqual([]);
    }
  });
});
