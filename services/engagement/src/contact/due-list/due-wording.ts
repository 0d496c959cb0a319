import type { DueReason } from '../due-reasons.js';

/** A reason in the two languages of the house; numbers and dates only, no personal data. */
export type Wording = { readonly zh: string; readonly en: string };

const days = (daysLeft: number): Wording =>
  daysLeft < 0
    ? { zh: `已逾期${String(-daysLeft)}天`, en: `${String(-daysLeft)} days late` }
    : daysLeft === 0
      ? { zh: '今天到期', en: 'due today' }
      : { zh: `剩${String(daysLeft)}天`, en: `${String(daysLeft)} days left` };

const SUBJECT: { readonly [R in DueReason['rule']]: (reason: DueReason) => Wording } = {
  C2: ({ done, owed }) => ({ zh: `本季联系${of(done, owed)}`, en: `contacted ${of(done, owed)} this quarter` }),
  C3: ({ done, owed }) => ({
    zh: `钻石本月联系${of(done, owed)}分`,
    en: `diamond credits ${of(done, owed)} this month`,
  }),
  C4: ({ done, owed }) => ({
    zh: `白金本月联系${of(done, owed)}分`,
    en: `platinum credits ${of(done, owed)} this month`,
  }),
  C5: ({ from }) => ({ zh: `金卡${from}起一周未办业务`, en: `gold client, no business for a week since ${from}` }),
  C9: ({ from }) => ({ zh: `${from}分配后首次接触`, en: `first contact after assignment on ${from}` }),
  NEXT_STEP: ({ dueOn }) => ({ zh: `约定${dueOn}下一步`, en: `next step promised for ${dueOn}` }),
};
const of = (done: number, owed: number): string => `${String(done)}/${String(owed)}`;

/** The sentence on a row of the due list: 白金本月联系1/4分，剩7天. */
export function dueWording(reason: DueReason, daysLeft: number): Wording {
  const subject = SUBJECT[reason.rule](reason);
  const left = days(daysLeft);
  return { zh: `${subject.zh}，${left.zh}`, en: `${subject.en}, ${left.en}` };
}
