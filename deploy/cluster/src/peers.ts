import { randomUUID } from 'node:crypto';
import { unwatched } from '@pcrm/event-sourcing';
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

  /** Whether every one of them has said its facts and taken in what was said. One that does not answer has not. */
  async haveReadAll(): Promise<boolean> {
    const authorization = `Bearer ${await mintToken(PROCESS, { secret: this.tokenSecret })}`;
    for (const { name, urls } of this.upstreams) {
      const answers = await Promise.all(
        urls.map((url) => this.hasReadAll(`${url}/api/internal/${name}/read-all`, authorization)),
      );
      // One process of a service speaks for all of them: what they have taken in is in rows they share.
      if (!answers.includes(true)) return false;
    }
    return true;
  }

  private async hasReadAll(url: string, authorization: string): Promise<boolean> {
    const signal = AbortSignal.timeout(ANSWER_MS);
    // Asked again and again: nobody wants to see a trace of each.
    const traceparent = unwatched(randomUUID(), randomUUID());
    const answer = await fetch(url, { headers: { authorization, traceparent }, signal }).catch(() => undefined);
    return answer?.ok === true && ((await answer.json()) as { readonly readAll: boolean }).readAll;
  }
}
