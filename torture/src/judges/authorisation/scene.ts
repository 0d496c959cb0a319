import { setTimeout as sleep } from 'node:timers/promises';
import { addDays } from '@pcrm/contracts';
import type { Identity, Role } from '@pcrm/platform';
import type { Belonging, Belongings } from '../belongings.js';
import type { Asking } from '../people.js';
import { today } from '../today.js';
import { sentAs } from './filled-request.js';

/** Anything that an answer holds. */
export type Said = { readonly [name: string]: unknown };
type Listed<Item> = { readonly items: readonly Item[] };

/** How long a view may take to show what was just done: some 5 s. */
const LOOKS = 25;
const LOOK_MS = 200;
let lastFresh = 0;

/** Somebody of the branch and what is theirs, for a request that ought to be answered with a success. */
export class Scene {
  readonly today = today();

  constructor(
    private readonly asking: Asking,
    readonly who: Identity,
    /** The clients within their reach. */
    readonly own: readonly Belonging[],
    private readonly all: Belongings,
  ) {}

  get tomorrow(): string {
    return addDays(this.today, 1);
  }

  get home(): string {
    return this.who.outletId ?? this.all.outletIds[0] ?? '';
  }

  get elsewhere(): string {
    return this.all.outletIds.find((outletId) => outletId !== this.home) ?? '';
  }

  /** Somebody of the home outlet, or of the branch, other than who asks. */
  colleague(...roles: readonly Role[]): Identity {
    const one = this.all.staff.find(({ staffId, role, outletId = this.home }) => roles.includes(role) && outletId === this.home && staffId !== this.who.staffId);
    return one ?? { staffId: 'ZH-98', role: roles[0] ?? 'administrator' };
  } // prettier-ignore

  get head(): Identity {
    return this.who.role === 'outletHead' ? this.who : this.colleague('outletHead');
  }

  /** Another number each time. */
  turn(): number {
    return ++lastFresh;
  }

  /** All within the reach, another one first each time. */
  shuffled(): readonly Belonging[] {
    const from = this.turn() % Math.max(1, this.own.length);
    return [...this.own.slice(from), ...this.own.slice(0, from)];
  }

  /** A code that nothing has yet. */
  fresh(prefix: string): string {
    return `${prefix}${String(this.turn()).padStart(3, '0')}`;
  }

  /** A day years ahead, later than any asked for before. */
  freshDay(): string {
    const now = new Date(this.today);
    return new Date(Date.UTC(now.getUTCFullYear() + 9, now.getUTCMonth(), now.getUTCDate() + 10 + this.turn())).toISOString().slice(0, 10);
  } // prettier-ignore

  roleOf(staffId: string | undefined): Role | undefined {
    return this.all.staff.find((one) => one.staffId === staffId)?.role;
  }

  /** One within the reach who fits, another one each time. */
  client(fits: (client: Belonging) => boolean = () => true): Belonging {
    const fitting = this.own.filter(fits);
    const one = fitting[this.turn() % Math.max(1, fitting.length)];
    if (!one) throw new Error('no client within the reach fits');
    return one;
  }

  async get<Body = Said>(path: string, as = this.who): Promise<Body> {
    return await this.asking.json<Body>(as, path);
  }

  async items(path: string, as = this.who): Promise<readonly Said[]> {
    return (await this.get<Listed<Said>>(path, as)).items;
  }

  /** The answer to a request that others need to be done first. */
  async done(path: string, body?: unknown, { as = this.who, method = 'POST' } = {}): Promise<Said> {
    const { type, ...sent } = sentAs(body);
    const answer = await this.asking.ask(as, path, { method, ...sent, ...(type !== undefined && { headers: { 'content-type': type } }) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} as ${as.role}: ${String(answer.status)} ${text.slice(0, 200)}`);
    return text === '' ? {} : (JSON.parse(text) as Said);
  } // prettier-ignore

  /** Whether something was done. */
  async tried(path: string, body: unknown, as = this.who): Promise<boolean> {
    return await this.done(path, body, { as }).then(
      () => true,
      () => false,
    );
  }

  /** The cookie of a session as one of the staff. */
  async session(): Promise<string> {
    const answer = await this.asking.ask(this.who, '/api/session/persona', {
      ...{ method: 'POST', body: JSON.stringify({ staffId: this.who.staffId }) },
      headers: { 'content-type': 'application/json', 'x-pcrm-csrf': '1' },
    });
    return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
  }

  /** Waits until something can be read. */
  async shown(path: string, as = this.who): Promise<void> {
    for (let looks = 0; looks < LOOKS; looks++) {
      if ((await this.asking.ask(as, path)).ok) return;
      await sleep(LOOK_MS);
    }
  }
}

/** What is asked: where, with what, and, for a session, as whom. */
export type Good = { readonly path: string; readonly body?: unknown; readonly cookie?: string };
export type Story = (scene: Scene) => Good | Promise<Good>;
