import { randomUUID } from 'node:crypto';
import { unwatched, type AskRead, type ReadAnswer, type ReadGoal } from '@pcrm/event-sourcing';
import { mintToken, type Identity } from '@pcrm/platform';
import type { Upstream } from '@pcrm/gateway';
import type { ClusterConfig } from './cluster.config.js';
import type { ServiceName } from './services.js';

/** The services as their addresses are configured. */
export const upstreamsOf = (config: ClusterConfig): readonly (Upstream & { readonly name: ServiceName })[] => [
  { name: 'clients', urls: config.clientsUrl },
  { name: 'allocation', urls: config.allocationUrl },
  { name: 'engagement', urls: config.engagementUrl },
  { name: 'notifications', urls: config.notificationsUrl },
];

/** A process among itself asks as a keeper: it sees how far others are, and no client. */
const PROCESS: Identity = { staffId: 'system', role: 'administrator' };
const ANSWER_MS = 5_000;

/** Asks the other services how far they are. */
export class Peers {
  constructor(
    private readonly upstreams: readonly Upstream[],
    private readonly tokenSecret: Uint8Array,
  ) {}

  /** Each of them, as one is asked how far it is. */
  get asked(): readonly AskRead[] {
    return this.upstreams.map((upstream) => (goal) => this.readUpTo(upstream, goal));
  }

  /** Whichever process of a service has come further speaks for all of them: what they have taken in is in rows they share. */
  private async readUpTo({ name, urls }: Upstream, goal: ReadGoal): Promise<ReadAnswer | undefined> {
    const authorization = `Bearer ${await mintToken(PROCESS, { secret: this.tokenSecret })}`;
    const asked = urls.map((url) => this.answer(`${url}/api/internal/${name}/read-up-to`, authorization, goal));
    const answers = (await Promise.all(asked)).flatMap((answer) => answer ?? []);
    const [first] = answers;
    if (!first) return undefined;
    const any = (what: 'atRest' | 'said' | 'heard'): boolean => answers.some((answer) => answer[what]);
    return { atRest: any('atRest'), said: any('said'), heard: any('heard'), ends: first.ends };
  }

  private async answer(url: string, authorization: string, goal: ReadGoal): Promise<ReadAnswer | undefined> {
    const signal = AbortSignal.timeout(ANSWER_MS);
    // Asked again and again: nobody wants to see a trace of each.
    const traceparent = unwatched(randomUUID(), randomUUID());
    const headers = { authorization, traceparent, 'content-type': 'application/json' };
    const asked = { method: 'POST', headers, body: JSON.stringify(goal), signal };
    const answer = await fetch(url, asked).catch(() => undefined);
    return answer?.ok === true ? ((await answer.json()) as ReadAnswer) : undefined;
  }
}
