import type { BatchHandler, MessageLog } from '../message-log/message-log.js';

/** When what has been prepared may begin. Whoever ends a consumption waits for its batch: that is let through before. */
export class Beginning {
  #hasBegun = false;

  constructor(private readonly begun: Promise<void> = Promise.resolve()) {
    void begun.then(() => (this.#hasBegun = true));
  }

  async wait(signal: AbortSignal): Promise<void> {
    if (!this.#hasBegun) await Promise.race([this.begun, aborted(signal)]);
  }

  /** The same log, which hands out no batch before. */
  of(log: MessageLog): MessageLog {
    return {
      publish: (topic, messages) => log.publish(topic, messages),
      ends: (topic) => log.ends(topic),
      [Symbol.asyncDispose]: () => log[Symbol.asyncDispose](),
      consume: async (group, topics, handler, options) => {
        const waiting: BatchHandler = async (batch, control) => {
          await this.wait(control.signal);
          await handler(batch, control);
        };
        return await log.consume(group, topics, waiting, options);
      },
    };
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
