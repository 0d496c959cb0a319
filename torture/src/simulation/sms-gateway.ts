import { Unavailable, type Clock, type StoredEvent } from '@pcrm/event-sourcing';
import type { World } from './world.js';

type Text = { readonly key: string; readonly subject: string; readonly at: string };
type Receipt = { readonly key: string; readonly outcome: 'delivered'; readonly at: string };
type Taken = { readonly receipt: Receipt; told: boolean };
type Answer = { readonly accepted: true } | { readonly accepted: false; readonly reasonCode: string };

/**
 * The bank's SMS gateway: it writes down whatever reaches it. It does not look whether it was given the same before: that
 * is ours to prevent. It may be away, take a text without saying so, refuse one, and lose receipts.
 */
export class SimSmsGateway {
  /** How often it was asked to send each key, whatever it answered. */
  readonly asked = new Map<string, number>();
  /** Keys that came before the fact that must stand before them. */
  readonly tooEarly: string[] = [];
  private readonly taken = new Map<string, Taken>();

  constructor(
    private readonly world: World,
    private readonly clock: Clock,
    /** The facts of a client as the store has them now. */
    private readonly factsOf: (clientId: string) => Promise<readonly StoredEvent[]>,
  ) {}

  async send({ key, subject, at }: Text): Promise<Answer> {
    const { chance } = this.world;
    const luck = chance.next();
    this.world.note(`sms ${key}`);
    this.asked.set(key, (this.asked.get(key) ?? 0) + 1);
    const facts = await this.factsOf(subject);
    if (!facts.some(({ type, data }) => type === 'DispatchStarted' && data['key'] === key)) this.tooEarly.push(key);
    if (luck < 0.08) throw new Unavailable('the gateway is away');
    if (luck < 0.14) return { accepted: false, reasonCode: 'gateway.refused' };
    const arrives = new Date(Date.parse(at) + chance.int(1, 900) * 1_000).toISOString();
    this.taken.set(key, { receipt: { key, outcome: 'delivered', at: arrives }, told: chance.is(0.2) });
    if (luck < 0.26) throw new Unavailable('the answer is lost');
    return { accepted: true };
  }

  async receipt(key: string): Promise<Receipt | 'pending' | 'never-received'> {
    const taken = this.taken.get(key);
    if (!taken) return 'never-received';
    return taken.receipt.at <= this.clock.now() ? taken.receipt : 'pending';
  }

  /** Receipts that are due by now and were not told, or lost. */
  async due(): Promise<readonly Receipt[]> {
    const now = this.clock.now();
    return [...this.taken.values()].flatMap(({ receipt, told }) => (told || receipt.at > now ? [] : [receipt]));
  }
  told(key: string): void {
    const taken = this.taken.get(key);
    if (taken) taken.told = true;
  }
}
