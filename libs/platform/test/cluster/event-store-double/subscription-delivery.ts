import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Filter } from './read-requests.js';
import * as responses from './read-responses.js';
import type { ReadCall } from './read-responses.js';
import * as refusals from './refusals.js';
import type { Recorded, StreamLog } from './stream-log.js';

/** One subscription: confirms, gives what is there, says that it has caught up, gives what comes; checkpoints in between. */
export class SubscriptionDelivery {
  silent = false;
  /** Breaks off before the event after so many. */
  breakAfter = Infinity;
  #at: number;
  #considered = 0;
  #sent = 0;
  #caughtUp = false;
  #woken = Promise.withResolvers<void>();

  constructor(
    private readonly call: ReadCall,
    private readonly of: { readonly log: StreamLog; readonly filter: Filter; readonly from: number },
  ) {
    this.#at = of.from;
    call.on('cancelled', () => this.wake());
  }

  wake(): void {
    this.#woken.resolve();
  }

  async run(): Promise<void> {
    await this.#send(responses.confirmation());
    while (!this.call.cancelled && this.#sent <= this.breakAfter) {
      const event = this.silent ? undefined : this.of.log.all[this.#at];
      if (event) await this.#consider(event);
      else await this.#wait();
    }
    if (!this.call.cancelled) this.call.emit('error', refusals.brokenOff());
  }

  async #consider(event: Recorded): Promise<void> {
    this.#at += 1;
    this.#considered += 1;
    if (this.of.filter.matches(event.stream, event.type)) {
      this.#sent += 1;
      if (this.#sent > this.breakAfter) return;
      await this.#send(responses.eventRead(event));
    }
    if (this.#considered % this.of.filter.interval === 0) await this.#send(responses.checkpoint(event.position));
  }

  async #wait(): Promise<void> {
    if (!this.#caughtUp && !this.silent) await this.#send(responses.caughtUp());
    this.#caughtUp ||= !this.silent;
    if (!this.silent && this.#at < this.of.log.all.length) return;
    await this.#woken.promise;
    this.#woken = Promise.withResolvers();
  }

  async #send(response: ReadResp): Promise<void> {
    await responses.send(this.call, response);
  }
}
