import { mintToken, ROLES, type Identity, type Role } from '@pcrm/platform';
import type { StartedBranch } from './started-branch.js';

type Staff = { readonly staffId: string; readonly role: Role; readonly outletId: string | null };
type Page<Item> = { readonly items: readonly Item[]; readonly next?: string };

/** Half the life of a token, in milliseconds: a request never leaves with one that is about to end. */
const FRESH_MS = 150_000;

/** Asks a branch as anybody, with a token that is renewed in time. */
export class Asking {
  private readonly tokens = new Map<string, { readonly token: string; readonly until: number }>();

  constructor(private readonly branch: Pick<StartedBranch, 'url' | 'secret'>) {}

  async token(who: Identity): Promise<string> {
    const key = [who.role, who.staffId].join();
    const kept = this.tokens.get(key);
    if (kept && Date.now() < kept.until) return kept.token;
    const token = await mintToken(who, { secret: this.branch.secret });
    this.tokens.set(key, { token, until: Date.now() + FRESH_MS });
    return token;
  }

  async ask(who: Identity, path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...init.headers, authorization: `Bearer ${await this.token(who)}` };
    return await fetch(`${this.branch.url}${path}`, { redirect: 'manual', ...init, headers });
  }

  async json<Body>(who: Identity, path: string): Promise<Body> {
    const answer = await this.ask(who, path);
    if (!answer.ok) throw new Error(`GET ${path} as ${who.role}: ${String(answer.status)} ${await answer.text()}`);
    return (await answer.json()) as Body;
  }

  /** A whole list, page by page. */
  async all<Item>(who: Identity, path: string): Promise<readonly Item[]> {
    const items: Item[] = [];
    for (let after: string | undefined = ''; after !== undefined;) {
      const cursor: string = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
      const page: Page<Item> = await this.json(who, `${path}${path.includes('?') ? '&' : '?'}limit=200${cursor}`);
      items.push(...page.items);
      after = page.next;
    }
    return items;
  }
}

/** Everybody who works in the branch, and a machine. */
export async function peopleOf(asking: Asking): Promise<readonly Identity[]> {
  const someAdministrator: Identity = { staffId: 'ZH-04', role: 'administrator' };
  const staff = await asking.all<Staff>(someAdministrator, '/api/staff');
  const people = staff.map(({ staffId, role, outletId }) => ({
    staffId,
    role,
    ...(outletId !== null && { outletId }),
  }));
  return [...people, { staffId: 'core-banking', role: 'system' }];
}

/** One of each role, those of an outlet of the same one as far as it has them. */
export function oneOfEach(people: readonly Identity[], outletId: string): readonly Identity[] {
  return ROLES.map((role) => {
    const held = people.filter((one) => one.role === role);
    const one = held.find((each) => each.outletId === outletId) ?? held[0];
    if (!one) throw new Error(`nobody in the branch is ${role}`);
    return one;
  });
}
