import { announcedWorkdays } from '@pcrm/contracts';
import type { OutreachVersion } from './notify/outreach-policy.events.js';

/** The numbers a branch begins with: window and cap as in docs/rules.md, and the announced holidays with their make-up workdays. */
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
    calendar: announcedWorkdays(),
    receiptMinutes: 10,
  },
};
/** The version in force on a business date: of those that have begun, the one that began last; of two beginning together, the newer. */
export const versionOn = (versions: readonly OutreachVersion[], on: string): OutreachVersion =>
  versions.reduce((best, next) => (next.effectiveFrom <= on && !isBefore(next, best) ? next : best), BUILT_IN_POLICY);
const isBefore = (one: OutreachVersion, other: OutreachVersion): boolean =>
  one.effectiveFrom < other.effectiveFrom || (one.effectiveFrom === other.effectiveFrom && one.version < other.version);
