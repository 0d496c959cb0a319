import { addDays, shanghaiInstant, toShanghaiDate, type MessageKind, type OutreachTerms } from '@pcrm/contracts';
import { isOpen, type Outreach } from './outreach.js';

/** What is asked about: which message, as which kind, at which instant. */
export type Leaving = { readonly messageId: string; readonly kind: MessageKind; readonly at: string };

/**
 * Why a message may not leave at that instant; null: it may. By law: marketing asks for consent, a greeting for no refusal,
 * a service message about one's own holding for no refusal of service messages.
 */
export function obstacle(outreach: Outreach, leaving: Leaving, terms: OutreachTerms): string | null {
  if (outreach.forgotten) return 'client.erased';
  if (!outreach.hasPhone) return 'client.no-phone';
  const unwanted = refusal(outreach, leaving.kind);
  if (unwanted !== null || leaving.kind !== 'marketing') return unwanted;
  return isAboveCap(outreach, leaving, terms) ? 'cap.reached' : null;
}

function refusal({ consents }: Outreach, kind: MessageKind): string | null {
  const state = consents[kind]?.state;
  if (state === undefined) return kind === 'marketing' ? 'consent.missing' : null;
  return state === 'granted' ? null : `consent.${state}`;
}

const DAY_MS = 86_400_000;

/** One MARKETING per client in seven days: what was sent and what is already promised to leave within so many days, either side. */
function isAboveCap(
  { messages }: Outreach,
  { messageId, at }: Leaving,
  { marketingCap: { messages: most, days } }: OutreachTerms,
): boolean {
  const near = [...messages].filter(
    ([id, message]) =>
      id !== messageId &&
      message.kind === 'marketing' &&
      takesPlace(message.status) &&
      Math.abs(Date.parse(message.at) - Date.parse(at)) < days * DAY_MS,
  );
  return near.length >= most;
}
const takesPlace = (status: string): boolean =>
  ['scheduled', 'dispatching', 'dispatched', 'delivered', 'unknown'].includes(status);

/** The first instant from `at` on at which this kind may leave: at once inside the window, else when it opens next. */
export function insideWindow(at: string, kind: MessageKind, { window }: OutreachTerms): string {
  if (!window.kinds.includes(kind)) return at;
  const today = toShanghaiDate(at);
  const opens = shanghaiInstant(today, window.fromHour);
  if (at < opens) return opens;
  return at < shanghaiInstant(today, window.toHour) ? at : shanghaiInstant(addDays(today, 1), window.fromHour);
}

/** Everything of a client that is not on its way yet and that a test picks. */
export const openMessages = ({ messages }: Outreach): readonly string[] =>
  [...messages].filter(([, message]) => isOpen(message)).map(([id]) => id);
