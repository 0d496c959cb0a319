import type { Line } from '../measurement.js';
import type { Section } from '../section.js';
import { appendLine } from './append-line.js';
import { fromCoreBanking } from './from-core-banking.js';
import { withServerParts } from './server-parts.js';

const WHAT = 'the cluster edition';

/** What core banking says on its topic until every view of every service has it; and appends to the event store. */
export const cluster: Section = {
  name: 'cluster',
  about: 'a record from core banking’s topic until every view has it, and appends, on Kafka, EventStoreDB and MongoDB',
  async run(bench) {
    bench.say('cluster: starting Kafka, the event store and MongoDB, or what stands in for them');
    const lines = await withServerParts(bench.scratch, async (parts): Promise<readonly Line[]> => {
      const [first, ...more] = [...(await fromCoreBanking(bench, parts)), await appendLine(bench, parts)];
      return first ? [{ ...first, note: [first.note, parts.what].filter(Boolean).join('; ') }, ...more] : [];
    });
    if (!('lacks' in lines)) return lines;
    const note = `NOT MEASURED: ${lines.lacks}`;
    bench.say(`cluster: ${note}`);
    return [{ what: WHAT, unit: 'records/s', goals: [], note }];
  },
};
