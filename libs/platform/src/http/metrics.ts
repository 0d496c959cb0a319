import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { Public } from '../auth/requires.js';
import { NotRateLimited } from './route-options.js';

/** One number as of now, with its labels; asked for at each scrape. */
export type Sample = { readonly labels: { readonly [label: string]: string }; readonly value: number };

export type Sampling = () => readonly Sample[] | Promise<readonly Sample[]>;

/** A scrape waits so long (ms) for samples; who does not answer by then has no numbers, and the others are told. */
const ANSWER_MS = 2_000;

/** What Prometheus scrapes: durations by route pattern, the process, and gauges that services add. */
export class Metrics {
  readonly registry = new Registry();
  private readonly samplings = new Map<string, Sampling[]>();
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

  /** Adds samples to a gauge, asked for at each scrape; several services of one process may add to the same one. */
  gauge(name: string, help: string, labelNames: readonly string[], samples: Sampling): void {
    const known = this.samplings.get(name);
    if (known) return void known.push(samples);
    const all = [samples];
    this.samplings.set(name, all);
    new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [this.registry],
      async collect() {
        this.reset();
        for (const { labels, value } of (await Promise.all(all.map(inTime))).flat()) this.set(labels, value);
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

async function inTime(samples: Sampling): Promise<readonly Sample[]> {
  const late = Promise.withResolvers<readonly Sample[]>();
  const timer = setTimeout(() => late.resolve([]), ANSWER_MS);
  try {
    return await Promise.race([samples(), late.promise]);
  } finally {
    clearTimeout(timer);
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
