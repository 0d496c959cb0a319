import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';
import type { Faults, ReadFault } from './faults.js';
import { filterOf, placeOf, revisionOf, servedOptions } from './read-requests.js';
import * as responses from './read-responses.js';
import type { ReadCall } from './read-responses.js';
import * as refusals from './refusals.js';
import type { Recorded, StreamLog } from './stream-log.js';
import { SubscriptionDelivery } from './subscription-delivery.js';

export type ReadSurroundings = {
  readonly log: StreamLog;
  readonly faults: Faults;
  readonly leader: () => { readonly host: string; readonly port: number };
};

export class ReadService {
  readonly #live = new Set<SubscriptionDelivery>();

  constructor(private readonly around: ReadSurroundings) {}

  /** Lets subscriptions see what was written. */
  written(): void {
    for (const delivery of this.#live) delivery.wake();
  }

  /** Subscriptions that are open now deliver nothing more, and do not end. */
  silence(): void {
    for (const delivery of this.#live) delivery.silent = true;
  }

  get subscriptions(): number {
    return this.#live.size;
  }

  read(call: ReadCall): void {
    void this.#answer(call).catch(() => call.emit('error', refusals.thrown()));
  }

  async #answer(call: ReadCall): Promise<void> {
    const options = servedOptions(call.request);
    const kind = options.hasSubscription() ? 'subscribe' : 'read';
    const fault = this.around.faults.next(kind);
    if (fault === 'unavailable') call.emit('error', refusals.unavailable());
    else if (fault === 'not-leader') call.emit('error', refusals.notLeader(this.around.leader()));
    else if (kind === 'subscribe') await this.#subscribe(call, options, fault);
    else if (fault !== 'silent') await this.#readOnce(call, options, fault);
  }

  async #readOnce(call: ReadCall, options: ReadReq.Options, fault: ReadFault | undefined): Promise<void> {
    const found = options.hasAll() ? this.#ofAll(options) : this.#ofStream(options);
    const broken = fault === 'broken-midway';
    const sent = broken ? found.slice(0, Math.floor(found.length / 2)) : found;
    for (const response of sent) {
      if (call.cancelled) return;
      await responses.send(call, response);
    }
    if (broken) call.emit('error', refusals.brokenOff());
    else call.end();
  }

  #ofStream(options: ReadReq.Options): readonly ReadResp[] {
    const asked = options.getStream() as ReadReq.Options.StreamOptions;
    const name = Buffer.from(asked.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8');
    const events = this.around.log.stream(name);
    if (!events) return [responses.notFound(name)];
    const count = Number(options.getCount());
    return isForwards(options)
      ? page(events, revisionOf(asked, { start: 0, end: events.length }), count)
      : page(events, revisionOf(asked, { start: -1, end: events.length - 1 }) + 1, -count);
  }

  #ofAll(options: ReadReq.Options): readonly ReadResp[] {
    const { log } = this.around;
    const at = this.#indexOf(options, 0n);
    // Backwards gives what stands before a position.
    const count = Number(options.getCount());
    return page(log.all, at, isForwards(options) ? count : -count);
  }

  async #subscribe(call: ReadCall, options: ReadReq.Options, fault: ReadFault | undefined): Promise<void> {
    const filter = filterOf(options);
    // A subscription begins behind the position it names.
    const from = this.#indexOf(options, 1n);
    const delivery = new SubscriptionDelivery(call, { log: this.around.log, filter, from });
    delivery.silent = fault === 'silent';
    if (fault === 'broken-midway') delivery.breakAfter = 3;
    this.#live.add(delivery);
    try {
      await delivery.run();
    } finally {
      this.#live.delete(delivery);
    }
  }

  #indexOf(options: ReadReq.Options, behind: bigint): number {
    const { log } = this.around;
    const place = placeOf(options.getAll() as ReadReq.Options.AllOptions);
    if (place === 'start') return 0;
    return place === 'end' ? log.all.length : log.indexAt(place + behind);
  }
}

const isForwards = (options: ReadReq.Options): boolean =>
  options.getReadDirection() === streamsPb.ReadReq.Options.ReadDirection.FORWARDS;

/** Up to `count` events from an index on; with a negative count those before it, newest first. */
function page(events: readonly Recorded[], at: number, count: number): readonly ReadResp[] {
  const found = count >= 0 ? events.slice(at, at + count) : events.slice(Math.max(0, at + count), at).reverse();
  return found.map(responses.eventRead);
}
