import {
  addDays,
  shanghaiInstant,
  toShanghaiDate,
  type ClientErased,
  type ImportantDateRecorded,
  type OutreachTerms,
} from '@pcrm/contracts';
import type { Agenda, Due, Message } from '@pcrm/event-sourcing';
import { messageIdOf } from '../../message-id.js';
import { termsKnown, termsNeeded } from '../../outreach-versions.projection.js';
import type { SuggestMessage } from './suggest-message.js';
import { nextBirthday, type YearlyDay } from './birthday.js';

type Heard = Message<'ImportantDateRecorded', ImportantDateRecorded> | Message<'ClientErased', ClientErased>;
type Lead = Pick<OutreachTerms, 'birthdayLeadDays' | 'birthdayHour'>;
/** The command, and what next year's is made from. Month and day stand here without a year, because the due instant tells them anyway. */
type Greet = Omit<SuggestMessage, 'at'> & { readonly at: string; readonly birthday: YearlyDay; readonly lead: Lead };

const keyOf = (clientId: string): string => `birthday:${clientId}`;

function due(
  clientId: string,
  birthday: YearlyDay,
  lead: Lead,
  from: { readonly date: string; readonly instant: string },
): Due {
  const on = nextBirthday(birthday, from.date);
  const ahead = shanghaiInstant(addDays(on, -lead.birthdayLeadDays), lead.birthdayHour);
  const dueAt = ahead > from.instant ? ahead : from.instant;
  const usefulUntil = shanghaiInstant(addDays(on, 1));
  const message = { clientId, messageId: messageIdOf(clientId, 'birthday', on), occasion: 'birthday', on, usefulUntil };
  const command: Greet = { ...message, kind: 'greeting', at: dueAt, birthday, lead };
  return { key: keyOf(clientId), dueAt, usefulUntil, issue: { handler: 'outreach.suggest', id: clientId, command } };
}

/** 客户生日 (C6): three days before, in the morning, a greeting is suggested to the maintainer; useful until the birthday ends; every year again. */
export const birthdays: Agenda<Heard> = {
  name: 'birthdays',
  version: 1,
  needs: () => [termsNeeded],
  on: {
    ImportantDateRecorded: ({ data: { clientId, kind, date, recordedOn } }, known) => {
      if (kind !== 'birthday') return [];
      if (!date) return [{ key: keyOf(clientId), cancelled: true }];
      const today = toShanghaiDate(recordedOn);
      const { birthdayLeadDays, birthdayHour } = termsKnown(known, today);
      const birthday = { calendar: date.calendar, month: date.month, day: date.day };
      return [due(clientId, birthday, { birthdayLeadDays, birthdayHour }, { date: today, instant: recordedOn })];
    },
    ClientErased: ({ data: { clientId } }) => [{ key: keyOf(clientId), cancelled: true }],
  },
  next: ({ issue, dueAt }) => {
    const { clientId, birthday, lead, on } = issue.command as Greet;
    return [due(clientId, birthday, lead, { date: addDays(on, 1), instant: dueAt })];
  },
};
