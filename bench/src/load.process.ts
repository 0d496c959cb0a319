import { Agent, request } from 'node:http';
import { takeOrders } from './beside.js';
import type { LoadOrder } from './load.js';
import type { Sample } from './measurement.js';
import { percentile } from './spread.js';

/** Entry of the process that asks: connections that are kept, each with one request under way at a time. */
takeOrders<LoadOrder>(async (order) => {
  const agent = new Agent({ keepAlive: true, maxSockets: order.connections });
  const took: number[] = [];
  const until = performance.now() + order.seconds * 1_000;
  const began = performance.now();
  try {
    await Promise.all(
      Array.from({ length: order.connections }, (_, nth) => caller(order, agent, { nth, until, took })),
    );
  } finally {
    agent.destroy();
  }
  const value = took.length / ((performance.now() - began) / 1_000);
  return { value, p50: percentile(took, 0.5), p99: percentile(took, 0.99) } satisfies Sample;
});

type Turn = { readonly nth: number; readonly until: number; readonly took: number[] };

async function caller(order: LoadOrder, agent: Agent, { nth, until, took }: Turn): Promise<void> {
  const { bodies = [], connections } = order;
  for (let at = nth; performance.now() < until; at += connections) {
    const started = performance.now();
    await once(order, agent, bodies[at % bodies.length]);
    took.push(performance.now() - started);
  }
}

/** Only an answer of 2xx counts; anything else ends the run. */
function once({ url, method, headers }: LoadOrder, agent: Agent, body: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, agent, headers }, (answer) => {
      const { statusCode = 0 } = answer;
      answer.resume();
      answer.once('error', reject);
      answer.once('end', () => {
        if (statusCode >= 200 && statusCode < 300) resolve();
        else reject(new Error(`${url} was answered with ${String(statusCode)}`));
      });
    });
    asked.once('error', reject);
    asked.end(body);
  });
}
