import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { Public } from '../auth/requires.js';
import { NotRateLimited } from './route-options.js';

/** One number as of now, with its labels; asked for at each scrape. */
export type Sample = { readonly labels: { readonly [label: string]: string }; readonly value: number };

/** What Prometheus scrapes: durations by route pattern, the process, and gauges that services add. */
export class Metrics {
  readonly registry = new Registry();
  private readonly durations = new Histogram({
    name: 'pcrm_http_request_seconds',
    help: 'Duration of requests by route pattern, in seconds.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Adds a gauge whose samples are asked for at each scrape. */
  gauge(
    name: string,
    help: string,
    labelNames: readonly string[],
    samples: () => readonly Sample[] | Promise<readonly Sample[]>,
  ): void {
    new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [this.registry],
      async collect() {
        this.reset();
        for (const { labels, value } of await samples()) this.set(labels, value);
      },
    });
  }

  watch(server: FastifyInstance): void {
    server.addHook('onResponse', (request, reply, done) => {
      const labels = {
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: String(reply.statusCode),
      };
      this.durations.observe(labels, reply.elapsedTime / 1_000);
      done();
    });
  }
}

@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  constructor(@Inject(Metrics) private readonly metrics: Metrics) {}

  @Get()
  @Public()
  @NotRateLimited()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  async metricsText(): Promise<string> {
    return await this.metrics.registry.metrics();
  }
}
