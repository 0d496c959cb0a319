import { alternately } from '../alternate.js';
import type { AppendOrder } from '../append/facts.js';
import { beside, type Beside } from '../beside.js';
import { lineOf, type Line, type Sample } from '../measurement.js';
import type { Bench } from '../section.js';
import type { ServerParts } from './server-parts.js';

const CALLERS = 128;
const HOPES = [{ kind: 'share', atLeast: 0.6 }] as const;

/** Appends through the port, beside the client library alone on the same server. */
export async function appendLine({ scratch, options, say }: Bench, { eventstore }: ServerParts): Promise<Line> {
  const what = `appends, ${String(CALLERS)} callers, 1 fact each`;
  say(`cluster: ${what}`);
  const opened = async (open: 'port' | 'bare'): Promise<Beside> => {
    const process = beside(scratch, 'clustering/cluster-append');
    await process.ask({ open, url: eventstore });
    return process;
  };
  const [ours, raw] = [await opened('port'), await opened('bare')];
  const run: AppendOrder = { callers: CALLERS, events: 1, seconds: options.quick ? 0.3 : 3 };
  const samples = await alternately(options.runs, {
    ours: () => ours.ask<Sample>({ run }),
    raw: () => raw.ask<Sample>({ run }),
  });
  for (const process of [ours, raw]) await process.end();
  const rawIs = 'appendToStream of @eventstore/db-client with the expected revision, to the same server';
  return lineOf({ ...samples, what, unit: 'facts/s', better: 'more', rawIs, hopes: HOPES });
}
