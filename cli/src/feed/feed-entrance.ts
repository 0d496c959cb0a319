import type { Encoding } from '../import/encoding.js';
import type { RejectedLine } from '../import/rejected-file.js';
import type { Platform, Request } from '../talking/platform.js';
import { refusalOf, type Answer } from '../talking/problem.js';

/** How far the platform has taken a feed in; what it keeps is what an interrupted upload goes on from. */
export type FeedStanding = {
  /** Bytes taken in; where the next piece begins. */
  readonly offset: number;
  readonly accepted: number;
  readonly duplicate: number;
  readonly rejected: number;
  /** Empty lines, and the heading. */
  readonly blank: number;
  readonly done: boolean;
};
export type FeedFormat = 'csv' | 'ndjson';
export type FeedPiece = { readonly offset: number; readonly bytes: Uint8Array; readonly last: boolean };
export type FeedAbout = {
  /** A UUID that names this upload of this file; asking with it again finds where it stopped. */
  readonly feedId: string;
  readonly format: FeedFormat;
  readonly encoding: Encoding;
  /** Outages up to so long are waited out, in milliseconds. */
  readonly patience: number;
};

const TYPES: { readonly [F in FeedFormat]: string } = { csv: 'text/csv', ndjson: 'application/x-ndjson' };
type RejectedPage = {
  readonly items: readonly (Omit<RejectedLine, 'text'> & { readonly text: string | null })[];
  readonly next?: string;
};

/** The feed routes of the platform, for one upload. */
export class FeedEntrance {
  constructor(
    private readonly platform: Platform,
    private readonly about: FeedAbout,
  ) {}

  /** Undefined: the platform knows of no such upload. */
  async standing(): Promise<FeedStanding | undefined> {
    const { feedId, patience } = this.about;
    const answer = await this.platform.ask({ method: 'GET', path: `feeds/${feedId}`, patience });
    if (answer.status === 404) return undefined;
    if (answer.status >= 300) throw refusalOf(answer);
    return answer.body as FeedStanding;
  }

  /** Hands a piece in and answers where the next one begins: by the platform's own count, whatever was sent. */
  async send(piece: FeedPiece): Promise<FeedStanding> {
    const answer = await this.platform.ask(this.request(piece));
    if (answer.status < 300) return answer.body as FeedStanding;
    return await this.agree(answer, piece.offset);
  }

  /** The rejected lines the platform has kept, page by page. */
  async *rejected(): AsyncGenerator<readonly RejectedLine[]> {
    let after: string | undefined;
    do {
      const more = after === undefined ? '' : `&after=${encodeURIComponent(after)}`;
      const path = `feeds/${this.about.feedId}/rejected?limit=100${more}`;
      const page: RejectedPage = await this.platform.get(path, this.about.patience);
      yield page.items.map(({ text, ...line }) => ({ ...line, text: text ?? '' }));
      after = page.next;
    } while (after !== undefined);
  }

  /** The first piece begins the upload under its id, later ones go on with it. */
  private request({ offset, bytes, last }: FeedPiece): Request {
    const { feedId, format, encoding, patience } = this.about;
    const sent = { body: bytes, type: `${TYPES[format]}; charset=${encoding}`, patience };
    const query = `last=${String(last)}`;
    return offset === 0
      ? { ...sent, method: 'POST', path: `feeds?${query}`, id: feedId }
      : { ...sent, method: 'PATCH', path: `feeds/${feedId}?offset=${String(offset)}&${query}` };
  }

  /** A piece that was cut off on its way may have been taken in part: what counts is where the platform stands. */
  private async agree(answer: Answer, offset: number): Promise<FeedStanding> {
    const refusal = refusalOf(answer);
    const standing = refusal.code === 'feed.wrong-offset' ? await this.standing() : undefined;
    if (!standing || standing.offset === offset) throw refusal;
    return standing;
  }
}
