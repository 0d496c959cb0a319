import { describe, it } from '@jest/globals';
import { specification } from '@pcrm/event-sourcing/testing';
import { dutyWaivers } from '../waivers.js';
import { waiveDuty, type WaiveDuty } from './waive-duty.js';

const given = specification(dutyWaivers);
const at = '2026-06-10T02:00:00.000Z';
const waive = (more: Partial<WaiveDuty> = {}): WaiveDuty => ({
  clientId: 'c1',
  rule: 'C3',
  period: '2026-06',
  reason: '住院',
  by: 'h1',
  at,
  ...more,
});
const waived = {
  type: 'DutyWaived',
  data: { clientId: 'c1', rule: 'C3', period: '2026-06', reason: '住院', waivedBy: 'h1', at },
} as const;

describe('waiving a duty (C9)', () => {
  it('lets C3, C4 and C5 go for a month, once', () => {
    given().when(waiveDuty, waive()).then(waived);
    given(waived).when(waiveDuty, waive()).thenNothing();
    given(waived)
      .when(waiveDuty, waive({ rule: 'C5' }))
      .then({ ...waived, data: { ...waived.data, rule: 'C5' } });
  });
  it.each(['C1', 'C2', 'C9'])('%s is not waived', (rule) =>
    given().when(waiveDuty, waive({ rule })).thenRefused('waiver.not-allowed', { rule }),
  );
  it('needs a reason and a month', () => {
    given()
      .when(waiveDuty, waive({ reason: '' }))
      .thenRefused('waiver.reason-missing', { rule: 'C3' });
    given()
      .when(waiveDuty, waive({ period: '2026-Q2' }))
      .thenRefused('waiver.not-a-month', { rule: 'C3', period: '2026-Q2' });
  });
});
