import type { Identity } from '@pcrm/platform';
import { isWithin, type Belonging, type Belongings, type Reach } from '../belongings.js';
import type { FilledRequest } from './filled-request.js';
import { newsIn } from './news.js';
import { isShared, movesThings, openedTo, REACH, showsIds } from './role-table.js';

export type Answered = { readonly status: number; readonly text: string };

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const CODE = /\b[A-Z]{1,4}-?\d{3,8}\b/g;
/** What belongs to a client: a change that names somebody else's is not there (404), or not allowed. */
const OF_CLIENTS: ReadonlySet<string> = new Set(['clientId', 'opportunityId', 'contactId', 'messageId', 'alertId']);

/** Knows what belongs to whom, and holds answers against it. */
export class Judge {
  /** By everything that gives a client away: their number and every id of theirs. */
  private readonly ownerOf = new Map<string, Belonging>();
  private readonly outletOf = new Map<string, string>();

  constructor({ clients, staff }: Belongings) {
    for (const client of clients)
      for (const mark of [client.clientId, client.clientNo, ...Object.values(client.ids).flat()])
        this.ownerOf.set(mark, client);
    for (const { staffId, outletId } of staff) if (outletId !== undefined) this.outletOf.set(staffId, outletId);
  }

  /** Whose client an answer tells of. */
  told(text: string): readonly Belonging[] {
    const marks = new Set([...(text.match(UUID) ?? []), ...(text.match(CODE) ?? [])]);
    return [...marks].flatMap((mark) => this.ownerOf.get(mark) ?? []);
  }

  /** Everything that is wrong with an answer; nothing when it is as the rules say. */
  wrongIn(endpoint: string, who: Identity, request: FilledRequest, answer: Answered): readonly string[] {
    const opened = openedTo(endpoint);
    if (opened === undefined) return ['stands in no line of the table'];
    if (answer.status >= 500) return [`a fault, ${String(answer.status)}`];
    if (opened === 'everybody') return [];
    if (opened.includes(who.role)) return this.wrongInOpen(endpoint, who, request, answer);
    return answer.status === 403 ? [] : [`${String(answer.status)} instead of 403`];
  }

  private wrongInOpen(endpoint: string, who: Identity, request: FilledRequest, answer: Answered): readonly string[] {
    const outside = request.named.filter(
      ([name, value]) => this.isStrangers(who, name, value) || this.isElsewhere(who, name, value),
    );
    const isShut = [401, 403].includes(answer.status) && outside.length === 0;
    return [
      ...(isShut ? [`${String(answer.status)} although the rules open it`] : []),
      ...(answer.status < 300 ? this.crossing(endpoint, who, answer) : []),
      ...(answer.status < 300 && request.method !== 'GET' ? this.taken(endpoint, who, outside) : []),
    ];
  }

  private crossing(endpoint: string, who: Identity, answer: Answered): readonly string[] {
    const reach = REACH[who.role];
    if (showsIds(endpoint)) return [];
    const text = newsIn(endpoint, answer.text);
    const clients = this.told(text).filter((client) => !isWithin(reach, who, client));
    return [
      ...(clients.length > 0 ? [`tells of ${clients[0]?.clientNo ?? ''} in ${clients[0]?.outletId ?? ''}`] : []),
      ...(isShared(endpoint) ? [] : this.strangers(reach, who, text)),
    ];
  }

  /** Staff of other outlets, for those whose reach ends at theirs. */
  private strangers(reach: Reach, who: Identity, text: string): readonly string[] {
    if (reach === 'all' || reach === 'none') return [];
    const elsewhere = (text.match(CODE) ?? []).find((mark) => {
      const outletId = this.outletOf.get(mark);
      return outletId !== undefined && outletId !== who.outletId;
    });
    return elsewhere === undefined ? [] : [`tells of ${elsewhere} of another outlet`];
  }

  /** A change that was taken although what it names lies outside the reach. */
  private taken(endpoint: string, who: Identity, outside: FilledRequest['named']): readonly string[] {
    const wrong = outside.filter(([name, value]) => movesThings(endpoint) || this.isStrangers(who, name, value));
    return wrong.length > 0 ? [`takes ${wrong.map(([name]) => name).join(' ')} outside the reach`] : [];
  }

  private isStrangers(who: Identity, name: string, value: string): boolean {
    const owner = this.ownerOf.get(value);
    return OF_CLIENTS.has(name) && owner !== undefined && !isWithin(REACH[who.role], who, owner);
  }

  /** Staff and outlets elsewhere, for those whose reach ends at their own outlet. A client may be given to another outlet. */
  private isElsewhere(who: Identity, name: string, value: string): boolean {
    if (!['own', 'outlet'].includes(REACH[who.role])) return false;
    const outletId = name === 'outletId' ? value : this.outletOf.get(value);
    return ['outletId', 'staffId'].includes(name) && outletId !== who.outletId;
  }
}

/** Whether a request is sent: who may move things does so only with what is not theirs, or the world would change under the judge. */
export function isAsked(endpoint: string, who: Identity, target: string): boolean {
  const opened = openedTo(endpoint);
  const mayMove = opened !== undefined && (opened === 'everybody' || opened.includes(who.role)) && movesThings(endpoint);
  return !mayMove || (['own', 'outlet'].includes(REACH[who.role]) && target === 'elsewhere');
} // prettier-ignore
