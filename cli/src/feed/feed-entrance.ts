import type { RejectedLine } from '../import/rejected-file.js';
import type { Encoding } from '../import/encoding.js';
import type { Platform } from '../talking/platform.js';
import { refusalOf } from '../talking/problem.js';

/** How far the platform has taken a feed in; what it keeps is what an interrupted upload goes on from. */
export type FeedStanding = {
  readonly feedId: string;
  /** Bytes taken in; where the next piece begins. */
  readonly offset: number;
  readonly lines: number;
  readonly accepted: number;
  readonly duplicate: number;
  readonly rejected: number;
  readonly done: boolean;
};
export type FeedFormat = 'csv' | 'ndjson';
export type FeedPiece = { readonly offset: number; readonly bytes: Uint8Array; readonly last: boolean };

const TYPES: { readonly [F in FeedFormat]: string } = { csv: 'text/csv', ndjson: 'application/x-ndjson' };
type RejectedPage = { readonly items: readonly RejectedLine[]; readonly next?: string };

/** The feed routes of the platform, for one file. */
export class FeedEntrance {
  constructor(
    private readonly platform: Platform,
    private readonly about: {
      /** The same for the same bytes: it is how the platform knows a file again. */
      readonly feedId: string;
      readonly format: FeedFormat;
      readonly encoding: Encoding;
      /** Outages up to so long are waited out, in milliseconds. */
      readonly patience: number;
    },
  ) {}

  /** Undefined: the platform has never seen the file. */
  async standing(): Promise<FeedStanding | undefined> {
    const { feedId, patience } = this.about;
    const answer = await this.platform.ask({ method: 'GET', path: `feeds/${feedId}`, patience });
    if (answer.status === 404) return undefined;
    if (answer.status >= 300) throw refusalOf(answer);
    return answer.body as FeedStanding;
  }

  /** Hands a piece in and answers where the next one begins: the platform's own count, whatever was sent. */
  async send({ offset, bytes, last }: FeedPiece): Promise<FeedStanding> {
    const { feedId, format, encoding, patience } = this.about;
    const answer = await this.platform.ask({
      method: 'POST',
      path: `feeds/${feedId}?offset=${String(offset)}&last=${String(last)}`,
      body: bytes,
      type: `${TYPES[format]}; charset=${encoding}`,
      patience,
    });
    if (answer.status < 300) return answer.body as FeedStanding;
    const refusal = refusalOf(answer);
    const now = refusal.code === 'feed.wrong-offset' ? await this.standing() : undefined;
    if (!now || now.offset === offset) throw refusal;
    return now;
  }

  /** The rejected lines the platform has kept, page by page. */
  async *rejected(): AsyncGenerator<readonly RejectedLine[]> {
    let after: string | undefined;
    do {
      const more = after === undefined ? '' : `&after=${encodeURIComponent(after)}`;
      const path = `feeds/${this.about.feedId}/rejected?limit=200${more}`;
      const page: RejectedPage = await this.platform.get(path, this.about.patience);
      yield page.items;
      after = page.next;
    } while (after !== undefined);
  }
}
