import type { Fact } from '@pcrm/event-sourcing';
import type { ContactRule, PeriodVerdict, Span } from '@pcrm/contracts';

/** Days [start, end) and what a counting contact on them is worth; `any` for channels not named. */
export type Worth = {
  readonly start: string;
  readonly end: string;
  readonly by: { readonly [channel: string]: number };
  readonly any: number;
};

/** What a verdict rests on. `staffId`, where leave counts (C2): whose client it was then, and when they were on `leaves` in it; closings of before have none. */
export type Stretch = Worth & { readonly staffId?: string; readonly leaves?: readonly Span[] };

/** A client's month or quarter ended under a rule, with all that its verdict rests on. A later one for the same rule and period supersedes. */
export type ContactPeriodClosed = Fact<
  'ContactPeriodClosed',
  {
    clientId: string;
    staffId: string;
    outletId: string;
    rule: ContactRule;
    period: string;
    owed: number;
    done: number;
    waived: boolean;
    verdict: PeriodVerdict;
    policyVersion: number;
    worth: readonly Stretch[];
    contacts: readonly { readonly id: string; readonly worth: number }[];
    closedAt: string;
  }
>;

/** A client manager's ISO week ended (C1), with the clients that count. A later one for the same week supersedes. */
export type WeeklyTargetClosed = Fact<
  'WeeklyTargetClosed',
  {
    staffId: string;
    outletId: string;
    week: string;
    target: number;
    clients: readonly { readonly clientId: string; readonly contacts: readonly string[] }[];
    verdict: PeriodVerdict;
    policyVersion: number;
    closedAt: string;
  }
>;

/** A month is over for a maintained client; `last`: in it they became nobody's. */
export type ContactMonthEnded = Fact<
  'ContactMonthEnded',
  { clientId: string; staffId: string; month: string; endedAt: string; last?: true }
>;
/** Who else maintained the client in the quarter that ended with a month: their leave counts as well (C2, C9). */
export type ContactHoldersNamed = Fact<
  'ContactHoldersNamed',
  { clientId: string; staffId: string; month: string; endedAt: string; heldBy: readonly string[] }
>;
/** A week is over for a client manager. */
export type ContactWeekEnded = Fact<
  'ContactWeekEnded',
  { staffId: string; outletId: string; week: string; endedAt: string }
>;
