import { alternately } from '../alternate.js';
import { beside } from '../beside.js';
import { lineOf, type Line, type Sample } from '../measurement.js';
import { profiling } from '../profile.js';
import type { Section } from '../section.js';
import { STORE_ORDERS, type StoreOrder } from './store-orders.js';

const WORDS: { readonly [O in StoreOrder]: readonly [what: string, unit: string] } = {
  begin: ['rows begun, 10,000 a commit, two indexes', 'rows/s'],
  change: ['rows changed, one index moved', 'rows/s'],
  find: ['pages of 50 rows by an index', 'pages/s'],
  publish: ['messages published, 1,000 a call', 'messages/s'],
  consume: ['messages consumed and decoded', 'messages/s'],
};
const RAW_IS = 'the same by hand on node:sqlite: one table each, in the same durability';

/** Rows and messages through their ports. */
export const stores: Section = {
  name: 'stores',
  about: 'rows and messages through the RowStore and MessageLog ports',
  async run({ scratch, options, say, profile }) {
    const opened = async (open: 'ours' | 'raw') => {
      const process = beside(scratch, 'storing/stores', open === 'ours' ? profiling(profile) : []);
      await process.ask({ open, path: scratch.place('stores') });
      return process;
    };
    const [ours, raw] = [await opened('ours'), await opened('raw')];
    const lines: Line[] = [];
    for (const run of STORE_ORDERS) {
      say(`stores: ${WORDS[run][0]}`);
      const samples = await alternately(options.runs, {
        ours: (nth) => ours.ask<Sample>({ run, nth }),
        raw: (nth) => raw.ask<Sample>({ run, nth }),
      });
      const [what, unit] = WORDS[run];
      lines.push(lineOf({ ...samples, what, unit, better: 'more', ...(lines.length === 0 && { rawIs: RAW_IS }) }));
    }
    for (const process of [ours, raw]) await process.end();
    return lines;
  },
};
