import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, MessagePattern, Payload, type MicroserviceOptions } from '@nestjs/microservices';
import type { AnyMessage, Batch, BatchHandler, Consumption } from '@pcrm/event-sourcing';
import { eventually, InMemoryMessageLog } from '@pcrm/event-sourcing/testing';
import { BatchContext, LogTransport, OnBatches } from './log-transport.js';

const message = (n: number, key = 'client-1'): AnyMessage => ({
  id: `message-${String(n)}`,
  source: 'clients',
  type: 'ClientRegistered',
  version: 1,
  key,
  position: String(n).padStart(8, '0'),
  revision: n,
  recordedAt: '2026-11-23T04:00:00.000Z',
  metadata: {
    actor: 'staff-1',
    commandId: `command-${String(n)}`,
    correlationId: 'correlation',
    causationId: 'cause',
    occurredAt: '2026-11-23T04:00:00.000Z',
  },
  data: { fen: 9_007_199_254_740_991 },
});
const ids = (batch: Batch): string[] =>
  batch.items.flatMap((item) => ('message' in item ? [item.message.id] : ['malformed']));

/** A microservice whose one handler is given here. */
async function consumer(log: InMemoryMessageLog, handle: (batch: Batch, context: BatchContext) => unknown) {
  @Controller()
  class Consumer {
    @OnBatches('clients.events')
    async first(@Payload() batch: Batch, @Ctx() context: BatchContext): Promise<void> {
      await handle(batch, context);
    }
  }
  @Module({ controllers: [Consumer] })
  class ConsumerModule {}
  const strategy = new LogTransport({ log, group: 'allocation', limit: 10, maxPauseMs: 20, chance: () => 0 });
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(ConsumerModule, { strategy, logger: false });
  await app.listen();
  return { app, strategy };
}

describe('the log transport', () => {
  it('hands a pattern its topic in ordered batches, with a heartbeat and a signal', async () => {
    const log = new InMemoryMessageLog({ partitions: 1 });
    await log.publish(
      'clients.events',
      [1, 2, 3].map((n) => message(n)),
    );
    const seen: string[] = [];
    const contexts: boolean[] = [];
    const { app, strategy } = await consumer(log, async (batch, { control }) => {
      await control.heartbeat();
      seen.push(...ids(batch));
      contexts.push(control.signal.aborted);
    });
    await eventually(() => expect(seen).toEqual(['message-1', 'message-2', 'message-3']));
    expect(contexts).toEqual([false]);
    expect(strategy.lastProgress()).toBeGreaterThan(0);
    await app.close();
  });

  it('a batch that fails again and again is no progress', async () => {
    let beats = 0;
    let tries = 0;
    const failing: BatchHandler = async () => {
      tries += 1;
      throw new TypeError('never');
    };
    class Counting extends InMemoryMessageLog {
      override consume(group: string, topics: readonly string[], handler: BatchHandler): Promise<Consumption> {
        const heartbeat = async (): Promise<void> => void (beats += 1);
        return super.consume(group, topics, (batch, { signal }) => handler(batch, { signal, heartbeat }));
      }
    }
    const log = new Counting({ partitions: 1 });
    await log.publish('clients.events', [message(1)]);
    const { app } = await consumer(log, (batch, { control }) => failing(batch, control));
    await eventually(() => expect(tries).toBeGreaterThan(3));
    expect(beats).toBe(0);
    await app.close();
  });

  it('gives a failed batch again until it succeeds: nothing is skipped, nothing comes before it', async () => {
    const log = new InMemoryMessageLog({ partitions: 1 });
    await log.publish(
      'clients.events',
      Array.from({ length: 15 }, (_, n) => message(n)),
    );
    const tries: string[] = [];
    const { app } = await consumer(log, (batch) => {
      tries.push(ids(batch).join());
      if (tries.length < 3) throw new TypeError('not yet');
    });
    await eventually(() => expect(tries).toHaveLength(4));
    expect(new Set(tries.slice(0, 3)).size).toBe(1);
    expect(tries[0]?.split(',')).toHaveLength(10);
    expect(tries[3]).toBe('message-10,message-11,message-12,message-13,message-14');
    await app.close();
  });

  it('commits only what was handled: after a stop in a failing batch the group begins with it again', async () => {
    const log = new InMemoryMessageLog({ partitions: 1 });
    await log.publish('clients.events', [message(1)]);
    let tried = 0;
    const failing = await consumer(log, () => {
      tried++;
      throw new Error('never');
    });
    await eventually(() => expect(tried).toBeGreaterThan(1));
    await failing.app.close();
    const seen: string[] = [];
    const next = await consumer(log, (batch) => seen.push(...ids(batch)));
    await eventually(() => expect(seen).toEqual(['message-1']));
    await next.app.close();
    const third: string[] = [];
    const last = await consumer(log, (batch) => third.push(...ids(batch)));
    await log.publish('clients.events', [message(2)]);
    await eventually(() => expect(third).toEqual(['message-2']));
    await last.app.close();
  });

  it('lets the batch under way end before it is closed', async () => {
    const log = new InMemoryMessageLog({ partitions: 1 });
    await log.publish('clients.events', [message(1)]);
    const gate = Promise.withResolvers<void>();
    const order: string[] = [];
    const { app } = await consumer(log, async () => {
      order.push('began');
      await gate.promise;
      order.push('ended');
    });
    await eventually(() => expect(order).toEqual(['began']));
    const closing = app.close().then(() => order.push('closed'));
    gate.resolve();
    await closing;
    expect(order).toEqual(['began', 'ended', 'closed']);
  });

  it('runs several handlers of a topic one after the other, and again from the first when one fails', async () => {
    const log = new InMemoryMessageLog({ partitions: 1 });
    await log.publish('clients.events', [message(1)]);
    const order: string[] = [];
    @Controller()
    class Pair {
      @OnBatches('clients.events')
      async slow(): Promise<void> {
        order.push('slow began');
        await new Promise((resolve) => setTimeout(resolve, 5));
        order.push('slow ended');
      }
      @OnBatches('clients.events')
      async fails(): Promise<void> {
        order.push('second');
        if (order.length < 4) throw new Error('once');
      }
    }
    @Module({ controllers: [Pair] })
    class PairModule {}
    const strategy = new LogTransport({ log, group: 'g', maxPauseMs: 10, chance: () => 0 });
    const app = await NestFactory.createMicroservice<MicroserviceOptions>(PairModule, { strategy, logger: false });
    await app.listen();
    await eventually(() => expect(order).toHaveLength(6));
    expect(order).toEqual(['slow began', 'slow ended', 'second', 'slow began', 'slow ended', 'second']);
    await app.close();
  });

  it('has no answers: a message pattern is refused', async () => {
    @Controller()
    class Asking {
      @MessagePattern('clients.events')
      ask(): void {}
    }
    @Module({ controllers: [Asking] })
    class AskingModule {}
    const strategy = new LogTransport({ log: new InMemoryMessageLog(), group: 'g' });
    const app = await NestFactory.createMicroservice<MicroserviceOptions>(AskingModule, {
      strategy,
      logger: false,
      abortOnError: false,
    });
    await expect(app.listen()).rejects.toThrow(/@EventPattern/);
  });
});
