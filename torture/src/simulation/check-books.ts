import type { JsonObject } from '@pcrm/event-sourcing';
import { factsOf, text, textOrNull, type Check } from './evidence.js';

/** Who looks after which client in which book, as the facts say one after the other. */
export class Books {
  readonly maintainers = new Map<string, { readonly outletId: string; readonly staffId: string }>();
  private readonly outlets = new Map<string, string>();

  /** Takes in one fact; answers what is wrong with it, if anything. */
  take(type: string, data: JsonObject): string | undefined {
    return this.steps[type]?.(text(data['clientId']), text(data['outletId']), data);
  }

  private readonly steps: {
    readonly [type: string]: (clientId: string, outletId: string, data: JsonObject) => string | undefined;
  } = {
    ClientAdmitted: (clientId, outletId) => {
      const other = this.outlets.get(clientId);
      this.outlets.set(clientId, outletId);
      return other && `is in the book of ${other} already`;
    },
    ClientDismissed: (clientId) => {
      this.outlets.delete(clientId);
      const left = this.maintainers.get(clientId);
      return left && `${left.staffId} still looks after them`;
    },
    ClientAssigned: (clientId, outletId, data) => {
      const other = this.maintainers.get(clientId);
      this.maintainers.set(clientId, { outletId, staffId: text(data['staffId']) });
      return other && `${other.staffId} looks after them already`;
    },
    ClientReassigned: (clientId, outletId, data) => {
      const wrong = this.notBy(clientId, outletId, text(data['fromStaffId']));
      this.maintainers.set(clientId, { outletId, staffId: text(data['staffId']) });
      return wrong;
    },
    ClientReleased: (clientId, outletId, data) => {
      const wrong = this.notBy(clientId, outletId, text(data['staffId']));
      this.maintainers.delete(clientId);
      return wrong;
    },
  };

  private notBy(clientId: string, outletId: string, staffId: string): string | undefined {
    const now = this.maintainers.get(clientId);
    if (now?.outletId === outletId && now.staffId === staffId) return undefined;
    return `not ${staffId} but ${now?.staffId ?? 'nobody'} looks after them`;
  }
}

/** A client is in one book and has at most one maintainer, at each moment; and the views show that one. */
export const oneManagerPerClient: Check = async ({ facts, branch }) => {
  const books = new Books();
  const wrong = factsOf(facts, 'outletBook').flatMap(({ type, data, position }) => {
    const found = books.take(type, data);
    return found === undefined ? [] : [`${position} ${type} of ${text(data['clientId'])}: ${found}`];
  });
  const places = [await branch.shown('allocation', 'book-clients'), await branch.shown('notifications', 'recipients')];
  for (const rows of places)
    for (const [clientId, row] of rows) {
      const [is, shown] = [books.maintainers.get(clientId)?.staffId ?? null, textOrNull(row['staffId'])];
      if (is !== shown) wrong.push(`${clientId} is looked after by ${is ?? 'nobody'}, shown: ${shown ?? 'nobody'}`);
    }
  return wrong;
};
