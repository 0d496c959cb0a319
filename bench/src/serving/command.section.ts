import { alternately } from '../alternate.js';
import { beside } from '../beside.js';
import { clientsOf, HEAD } from '../branch/demo-people.js';
import { headersOf, startBranch } from '../branch/running-branch.js';
import type { LoadOrder } from '../load.js';
import { lineOf, type Line, type Sample } from '../measurement.js';
import type { Section } from '../section.js';
import { contactBody } from './contact-body.js';

const CONNECTIONS = [1, 32];

/** A command over HTTP until its facts are durable; what hears of it works meanwhile, as it always does. */
export const command: Section = {
  name: 'command',
  about: 'a contact logged over HTTP by somebody signed in, until it is durable',
  async run(bench) {
    const { scratch, options, say } = bench;
    const folder = await bench.loaded();
    const branch = await startBranch(scratch, folder, { profile: bench.profile });
    const cookie = await branch.cookieOf(HEAD);
    const bodies = (await clientsOf((request) => branch.askWith(cookie, request))).map(({ clientId }) =>
      contactBody(clientId),
    );
    const hello = beside(scratch, 'serving/hello');
    const helloUrl = await hello.ask<string>(null);
    const asking = beside(scratch, 'load');
    const lines: Line[] = [];
    for (const connections of CONNECTIONS) {
      const what = `contacts logged, ${String(connections)} ${connections === 1 ? 'connection' : 'connections'}`;
      say(`command: ${what}`);
      const order: Omit<LoadOrder, 'url'> = {
        ...{ method: 'POST', connections, bodies, seconds: options.quick ? 0.3 : 3 },
        headers: { ...headersOf(cookie), 'content-type': 'application/json' },
      };
      const samples = await alternately(options.runs, {
        ours: async () => {
          const sample = await asking.ask<Sample>({ ...order, url: `${branch.url}/api/contacts` });
          // The next run begins when nothing of this one is left to be done.
          await branch.drained();
          return sample;
        },
        raw: () => asking.ask<Sample>({ ...order, url: `${helloUrl}/api/hello` }),
      });
      const rawIs =
        'a hello-world of the same Nest and Fastify with the same middleware, which takes the same body and writes nothing';
      const hopes = connections === 1 ? [] : ([{ kind: 'share', atLeast: 0.4 }] as const);
      lines.push(
        lineOf({ ...samples, what, unit: 'requests/s', better: 'more', hopes, ...(connections === 1 && { rawIs }) }),
      );
    }
    for (const process of [hello, asking]) await process.end();
    await branch.end();
    scratch.remove(folder);
    return lines;
  },
};
