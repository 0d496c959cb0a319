import { alternately } from '../alternate.js';
import { beside, type Beside } from '../beside.js';
import { ANALYST, clientsOf, HEAD } from '../branch/demo-people.js';
import { headersOf, startBranch, type RunningBranch, type Starting } from '../branch/running-branch.js';
import { todaysFeed } from '../feeding/feed-text.js';
import type { LoadOrder } from '../load.js';
import { lineOf, type Sample } from '../measurement.js';
import type { Bench, Section } from '../section.js';
import { CONNECTIONS, PAGE } from './page.section.js';
import { whileDoing } from './while-doing.js';

/** Young objects get the space, and garbage the care, that the writing thread has for itself. */
const ON_ONE = [
  ...['--import', new URL('./one-thread.js', import.meta.url).href],
  ...['--max-semi-space-size=16', '--heap-growing-percent=40'],
];
const RAW_IS = 'no limit but the other choice: the same branch with what writes on the thread that answers';

type Side = {
  readonly page: () => Promise<Sample>;
  /** Uploads what core banking says of all clients today; answers how many lines that were. */
  readonly feed: () => Promise<number>;
  readonly branch: RunningBranch;
};

/** What writes has a thread of its own: what pages and a feed gain by it. */
export const threads: Section = {
  name: 'threads',
  about: 'the page and a feed with one thread that writes, beside all on one thread',
  async run(bench) {
    const { scratch, options, say } = bench;
    const asking = beside(scratch, 'load');
    const { profile } = bench;
    const [two, one] = [await sideOf(bench, asking, { profile }), await sideOf(bench, asking, { execArgv: ON_ONE })];
    say('threads: quiet');
    const quiet = await alternately(options.runs, { ours: two.page, raw: one.page });
    say('threads: while a feed comes in');
    const lines: { readonly ours: Sample[]; readonly raw: Sample[] } = { ours: [], raw: [] };
    const fed = await alternately(options.runs, { ours: duringFeed(two, lines.ours), raw: duringFeed(one, lines.raw) });
    for (const { branch } of [two, one]) await branch.end();
    await asking.end();
    const pages = { unit: 'pages/s', better: 'more' } as const;
    const size = `${String(CONNECTIONS)} connections`;
    return [
      lineOf({ ...pages, ...quiet, what: `50 clients, quiet, ${size}`, rawIs: RAW_IS }),
      lineOf({ ...pages, ...fed, what: `50 clients, during a feed, ${size}` }),
      lineOf({ ...lines, what: 'lines of that feed, until it is answered', unit: 'lines/s', better: 'more' }),
    ];
  },
};

async function sideOf({ scratch, options, loaded }: Bench, asking: Beside, starting: Starting): Promise<Side> {
  const branch = await startBranch(scratch, await loaded(), starting);
  const order: LoadOrder = {
    ...{ url: `${branch.url}${PAGE}`, method: 'GET', headers: headersOf(await branch.cookieOf(HEAD)) },
    ...{ connections: CONNECTIONS, seconds: options.quick ? 0.5 : 3 },
  };
  const clients = await clientsOf((request) => branch.ask(ANALYST, request));
  let sequence = Date.now();
  return {
    branch,
    page: () => asking.ask<Sample>(order),
    async feed() {
      const upload = todaysFeed(clients, ++sequence);
      await branch.ask(ANALYST, { method: 'POST', path: 'feeds', upload });
      return upload.split('\n').length - 2;
    },
  };
}

/** Pages while feeds come in, one after another; what came of the feeds is added to `fed`, but for the warm-up. */
const duringFeed =
  ({ branch, page, feed }: Side, fed: Sample[]) =>
  async (nth: number): Promise<Sample> => {
    const began = performance.now();
    let lines = 0;
    const sample = await whileDoing(page, async () => (lines += await feed()));
    if (nth >= 0) fed.push({ value: lines / ((performance.now() - began) / 1_000) });
    await branch.drained();
    return sample;
  };
