import { Controller, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, Payload, type MicroserviceOptions } from '@nestjs/microservices';
import type { Batch, BatchHandler, MessageLog } from '@pcrm/event-sourcing';
import { LogTransport, OnBatches, type BatchContext } from './log-transport.js';

/**
 * The same log, consumed by Nest microservices: each group is one with our transport strategy, whose `@EventPattern` handler
 * takes ordered batches and commits after them. So a service's views and reactions live where Nest's own handlers would.
 */
export const throughNest = (log: MessageLog): MessageLog => ({
  publish: (topic, messages) => log.publish(topic, messages),
  ends: (topic) => log.ends(topic),
  [Symbol.asyncDispose]: () => log[Symbol.asyncDispose](),
  async consume(group, topics, handler, options = {}) {
    const strategy = new LogTransport({ log, group, ...options });
    const consumers = consumersOf(topics, handler);
    const app = await NestFactory.createMicroservice<MicroserviceOptions>(consumers, { strategy, logger: false });
    const began = Date.now();
    await app.listen();
    return {
      lastProgress: () => strategy.lastProgress() ?? began,
      lag: () => strategy.lag(),
      [Symbol.asyncDispose]: () => app.close(),
    };
  },
});

/** A module with one controller whose one handler takes the batches of all these topics. */
function consumersOf(topics: readonly string[], handler: BatchHandler): Type {
  @Controller()
  class Batches {
    @OnBatches(...topics)
    async take(@Payload() batch: Batch, @Ctx() { control }: BatchContext): Promise<void> {
      await handler(batch, control);
    }
  }
  @Module({ controllers: [Batches] })
  class Consumers {}
  return Consumers;
}
