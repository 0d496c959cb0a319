import { alternately } from '../alternate.js';
import { beside, type Beside } from '../beside.js';
import { ANALYST, clientsOf, HEAD, type Listed } from '../branch/demo-people.js';
import { headersOf, startBranch, type RunningBranch } from '../branch/running-branch.js';
import { rawFeedFile, todaysFeed } from '../feeding/feed-text.js';
import type { LoadOrder } from '../load.js';
import { lineOf, type Hope, type Line, type Sample } from '../measurement.js';
import type { Bench, Section } from '../section.js';
import { whileDoing } from './while-doing.js';

export const CONNECTIONS = 16;
export const PAGE = '/api/clients?limit=50';
const RAW_IS = 'the same page by hand: node:http, a Map of sessions, JSON put together from texts that are kept';
const HOPES: { readonly quiet: readonly Hope[]; readonly fed: readonly Hope[] } = {
  quiet: [
    { kind: 'value', atLeast: 5_000 },
    { kind: 'p99', below: 20 },
  ],
  fed: [{ kind: 'p99', below: 50 }],
};

/** The first page of the client list of an outlet's head: 50 rows and how many there are. */
export const page: Section = {
  name: 'page',
  about: 'a page of 50 clients with sign-in and scope, quiet and while a feed comes in',
  async run(bench) {
    const { scratch, options, say } = bench;
    const folder = await bench.loaded();
    const branch = await startBranch(scratch, folder, { profile: bench.profile });
    const cookie = await branch.cookieOf(HEAD);
    const items = await clientsOf((request) => branch.ask(ANALYST, request));
    const outletId = (await clientsOf((request) => branch.askWith(cookie, request)))[0]?.outletId ?? '';
    const raw = beside(scratch, 'serving/raw-branch');
    const rawPath = scratch.folder('raw-branch');
    const rawUrl = await raw.ask<string>({ path: rawPath, items, cookie, outletId });
    const asking = beside(scratch, 'load');
    const orderTo = (url: string): LoadOrder => ({
      ...{ url: `${url}${PAGE}`, method: 'GET', headers: headersOf(cookie) },
      ...{ connections: CONNECTIONS, seconds: options.quick ? 0.5 : 3 },
    });
    const ours = (): Promise<Sample> => asking.ask<Sample>(orderTo(branch.url));
    const byHand = (): Promise<Sample> => asking.ask<Sample>(orderTo(rawUrl));
    const rest = { unit: 'pages/s', better: 'more' } as const;
    say('page: quiet');
    const quiet = await alternately(options.runs, { ours, raw: byHand });
    say('page: while a feed comes in');
    const feeds = feedsInto(bench, { branch, items, rawPath });
    const fed = await alternately(options.runs, {
      ours: () => feeds.ours(ours),
      raw: () => feeds.raw(byHand),
    });
    for (const process of [raw, asking, feeds.writing]) await process.end();
    await branch.end();
    scratch.remove(folder);
    const size = `${String(CONNECTIONS)} connections`;
    return [
      lineOf({ ...rest, ...quiet, what: `50 clients, quiet, ${size}`, rawIs: RAW_IS, hopes: HOPES.quiet }),
      fedLine({ ...rest, ...fed, what: `50 clients, during a feed, ${size}` }),
    ];
  },
};

const fedLine = (measured: Omit<Parameters<typeof lineOf>[0], 'hopes'>): Line =>
  lineOf({
    ...measured,
    hopes: HOPES.fed,
    rawIs: 'the same, while another process writes the lines into the same file',
  });

type Fed = { readonly branch: RunningBranch; readonly items: readonly Listed[]; readonly rawPath: string };
type Feeds = {
  readonly ours: (measure: () => Promise<Sample>) => Promise<Sample>;
  readonly raw: (measure: () => Promise<Sample>) => Promise<Sample>;
  readonly writing: Beside;
};

/** Feeds of today's balances of all clients, one after another for as long as is measured. */
function feedsInto({ scratch }: Bench, { branch, items, rawPath }: Fed): Feeds {
  const writing = beside(scratch, 'feeding/raw-feed');
  const file = rawFeedFile(scratch.folder('feed'), todaysFeed(items, 0));
  let sequence = Date.now();
  return {
    writing,
    async ours(measure) {
      const sample = await whileDoing(measure, () =>
        branch.ask(ANALYST, { method: 'POST', path: 'feeds', upload: todaysFeed(items, ++sequence) }),
      );
      await branch.drained();
      return sample;
    },
    raw: (measure) => whileDoing(measure, () => writing.ask({ file, into: `${rawPath}/raw.sqlite` })),
  };
}
