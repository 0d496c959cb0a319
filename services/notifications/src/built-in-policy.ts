import type { OutreachVersion } from './notify/outreach-policy.events.js';

/** The numbers a branch begins with: DOMAIN's window and cap, and the public holidays of 2025 and 2026 with their make-up workdays. */
export const BUILT_IN_POLICY: OutreachVersion = {
  version: 1,
  effectiveFrom: '2000-01-01',
  terms: {
    window: { fromHour: 8, toHour: 20, kinds: ['greeting', 'marketing'] },
    marketingCap: { messages: 1, days: 7 },
    signature: '示范银行',
    optOutHint: '拒收请回复TD',
    optOutWords: ['TD', 'T', 'N', '退订', '拒收'],
    productWords: ['理财', '基金', '保险', '存款', '国债', '贵金属', '信用卡', '贷款', '收益', '利率'],
    birthdayLeadDays: 3,
    birthdayHour: 8,
    unassignedWorkdays: 1,
    calendar: {
      off: [
        ...['2025-01-01', '2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31', '2025-02-03', '2025-02-04'],
        ...['2025-04-04', '2025-05-01', '2025-05-02', '2025-05-05', '2025-06-02'],
        ...['2025-10-01', '2025-10-02', '2025-10-03', '2025-10-06', '2025-10-07', '2025-10-08'],
        ...['2026-01-01', '2026-01-02', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'],
        ...['2026-02-23', '2026-04-06', '2026-05-01', '2026-05-04', '2026-05-05', '2026-06-19', '2026-09-25'],
        ...['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
      ],
      work: [
        ...['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
        ...['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
      ],
    },
    receiptMinutes: 10,
  },
};
/** The version in force on a business date: of those that have begun, the one that began last; of two beginning together, the newer. */
export const versionOn = (versions: readonly OutreachVersion[], on: string): OutreachVersion =>
  versions.reduce((best, next) => (next.effectiveFrom <= on && !isBefore(next, best) ? next : best), BUILT_IN_POLICY);
const isBefore = (one: OutreachVersion, other: OutreachVersion): boolean =>
  one.effectiveFrom < other.effectiveFrom || (one.effectiveFrom === other.effectiveFrom && one.version < other.version);
