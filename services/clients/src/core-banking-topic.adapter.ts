import { CORE_BANKING_TOPIC } from '@pcrm/contracts';
import { PCRM_NAMESPACE, uuidV5, type Batch, type Consumption, type MessageLog } from '@pcrm/event-sourcing';
import type { Backstage } from '@pcrm/platform';
import { CORE_BANKING, FEED_JOB, FORGET_FEED_JOB, type FeedPiece, type FeedStatus } from './feed-pieces.js';

const GROUP = 'clients.corebanking';
/** Records taken in at once. */
const LIMIT = 5_000;

export type CoreBankingParts = {
  readonly messages: MessageLog;
  readonly backstage: Backstage;
  /** Told of records that were not taken; where they are kept, never what is in them. */
  readonly rejected: (kept: { readonly feedId: string; readonly lines: number }) => void;
};

/** Takes what core banking says on its topic, as a file of it would be: the same rules, and what is wrong is kept and told. Twice is once. */
export const hearCoreBanking = ({ messages, backstage, rejected }: CoreBankingParts): Promise<Consumption> =>
  messages.consume(
    GROUP,
    [CORE_BANKING_TOPIC],
    async (batch) => {
      const piece = pieceOf(batch);
      const status = await backstage.call<FeedStatus>(FEED_JOB, piece);
      if (status.rejected > 0) rejected({ feedId: piece.feedId, lines: status.rejected });
      else await backstage.call(FORGET_FEED_JOB, piece.feedId);
    },
    { limit: LIMIT },
  );

/** A batch as a whole small feed of its own. Cut otherwise the next time, its records are known by what they say. */
function pieceOf({ topic, partition, items }: Batch): FeedPiece {
  const [first = '', last = ''] = [items[0]?.offset, items.at(-1)?.offset];
  const lines = items.map((item) => oneLine('malformed' in item ? item.bytes : JSON.stringify(item.message)));
  return {
    feedId: uuidV5(PCRM_NAMESPACE, `${topic}|${String(partition)}|${first}|${last}`),
    format: 'ndjson',
    encoding: 'utf-8',
    offset: 0,
    bytes: new TextEncoder().encode(`${lines.join('\n')}\n`),
    last: true,
    uploader: CORE_BANKING,
  };
}

/** A line break within JSON is space. */
const oneLine = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ');
