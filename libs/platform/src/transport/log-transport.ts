import { setTimeout as pause } from 'node:timers/promises';
import {
  BaseRpcContext,
  EventPattern,
  Server,
  type CustomTransportStrategy,
  type MessageHandler,
} from '@nestjs/microservices';
import type { Batch, BatchHandler, Consumption, MessageLog, Offset } from '@pcrm/event-sourcing';
import { isObservable, lastValueFrom } from 'rxjs';
import { loggable } from '../errors/scrubbed.js';

type Control = Parameters<BatchHandler>[1];

/** What a batch handler gets as `@Ctx()`: heartbeat in long work, and the signal to stop. */
export class BatchContext extends BaseRpcContext<[Batch, Control]> {
  get batch(): Batch {
    return this.getArgs()[0];
  }
  get control(): Control {
    return this.getArgs()[1];
  }
}

/** `@EventPattern` for batches of topics: `(@Payload() batch: Batch, @Ctx() context: BatchContext) => Promise<void>`. */
export const OnBatches = (...topics: readonly string[]): MethodDecorator => EventPattern<string[]>([...topics]);

export type LogTransportOptions = {
  readonly log: MessageLog;
  /** Consumer group: the service's name. */
  readonly group: string;
  /** Most messages of one batch, and where to begin, as the log's port has them. */
  readonly limit?: number;
  readonly from?: (topic: string, partition: number) => Promise<Offset | undefined>;
  readonly wanted?: (type: string) => boolean;
  /** Longest pause in ms before a failed batch is given again; the first is a tenth of it, each half chance. */
  readonly maxPauseMs?: number;
  readonly chance?: () => number;
};

/**
 * `@OnBatches('clients.events')` (an `@EventPattern`) handlers receive ordered batches; the offset is committed after they resolve.
 * A handler that throws gets the same batch again after a pause: nothing is skipped, and the consumer lives on.
 */
export class LogTransport extends Server implements CustomTransportStrategy {
  override readonly propagatesEventHandlerErrors = true;
  private readonly handlersOf = new Map<string, MessageHandler[]>();
  private consumption: Consumption | undefined;

  constructor(private readonly options: LogTransportOptions) {
    super();
  }

  /** Handlers of one topic run one after the other: Nest would run them side by side and give up at the first error. */
  override addHandler(pattern: unknown, callback: MessageHandler, isEventHandler = false): void {
    const topic = this.normalizePattern(pattern as string);
    if (!isEventHandler) throw new Error(`${topic}: a message log has no answers, use @EventPattern`);
    this.handlersOf.set(topic, [...(this.handlersOf.get(topic) ?? []), callback]);
    if (!this.messageHandlers.has(topic)) this.messageHandlers.set(topic, callback);
  }

  async listen(callback: (error?: unknown) => void): Promise<void> {
    try {
      const { log, group, limit, from, wanted } = this.options;
      const topics = [...this.handlersOf.keys()];
      const handle: BatchHandler = (batch, control) => this.handle(batch, control);
      if (topics.length > 0)
        this.consumption = await log.consume(group, topics, handle, {
          ...(limit !== undefined && { limit }),
          ...(from && { from }),
          ...(wanted && { wanted }),
        });
      callback();
    } catch (error) {
      callback(error);
    }
  }

  /** Takes no new batch, lets the one under way end, then resolves. */
  async close(): Promise<void> {
    await this.consumption?.[Symbol.asyncDispose]();
    this.consumption = undefined;
  }

  /** Messages not yet handled; undefined when unknown. */
  async lag(): Promise<number | undefined> {
    return await this.consumption?.lag();
  }

  /** When the last batch was handled (ms since epoch): liveness is progress. */
  lastProgress(): number | undefined {
    return this.consumption?.lastProgress();
  }

  override on(): never {
    throw new Error('a message log has no events to listen to');
  }

  override unwrap<T>(): T {
    return this.options.log as T;
  }

  private async handle(batch: Batch, control: Control): Promise<void> {
    const handlers = this.handlersOf.get(batch.topic) ?? [];
    for (let attempt = 0; ; attempt++) {
      try {
        for (const handler of handlers) await settled(handler, batch, control);
        return;
      } catch (error) {
        control.signal.throwIfAborted();
        this.logger.error({ topic: batch.topic, partition: batch.partition, attempt, error: loggable(error) });
        await this.pause(attempt, control.signal);
      }
    }
  }

  /** Without a heartbeat: what fails and is given again goes on with nothing, and whoever watches must see that. */
  private async pause(attempt: number, signal: AbortSignal): Promise<void> {
    const { maxPauseMs = 5_000, chance = Math.random } = this.options;
    const longest = Math.min(maxPauseMs, (maxPauseMs / 10) * 2 ** Math.min(attempt, 10));
    await pause(longest / 2 + (longest / 2) * chance(), undefined, { signal });
  }
}

async function settled(handler: MessageHandler, batch: Batch, control: Control): Promise<void> {
  const result: unknown = await handler(batch, new BatchContext([batch, control]));
  if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
}
