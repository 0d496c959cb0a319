import type { FileEncoding } from '@pcrm/contracts';
import type { Table } from '@pcrm/event-sourcing';
import type { FeedFormat } from './value/take-feed/feed-format.js';

/** Names of the jobs done where writing is done. */
export const FEED_JOB = 'clients.feed';
/** Takes away the status of a feed in which nothing was wrong and for which nobody will ask. */
export const FORGET_FEED_JOB = 'clients.feed.forget';
export const CLOSE_JOB = 'clients.close';
export type CloseOrder = { readonly businessDate: string; readonly actor: string };
export type CloseAnswer = { readonly closedThrough: string | null };

/** How far an upload has come and what became of its lines: each of `lines` is accepted, duplicate, rejected or blank. */
export type FeedStatus = {
  readonly feedId: string;
  readonly format: FeedFormat;
  readonly encoding: FileEncoding;
  /** Bytes taken in; where the next piece begins. */
  readonly offset: number;
  readonly lines: number;
  /** Records that changed something, closing markers that closed something. */
  readonly accepted: number;
  /** What was so already. */
  readonly duplicate: number;
  readonly rejected: number;
  /** Lines that say nothing: empty ones and the heading. */
  readonly blank: number;
  readonly done: boolean;
  readonly uploader: string;
  readonly startedAt: string;
};
export const feedsTable: Table = { name: 'feeds', indexes: { uploader: ['uploader', 'startedAt'] } };

/** Uploader of what comes on core banking's own topic: a machine that asks for nothing. */
export const CORE_BANKING = 'core-banking';

/** A rejected line; `text` is the original, sealed, for the uploader only; of the core-banking topic for whoever feeds the whole branch. */
export type RejectedRow = {
  readonly feedId: string;
  readonly line: number;
  readonly field: string;
  readonly reason: string;
  readonly text: string | null;
};
export const rejectedTable: Table = { name: 'feed-rejected', indexes: { feed: ['feedId', 'line'] } };
/** Whole lines of an upload, in order. */
export type FeedPiece = {
  readonly feedId: string;
  readonly format: FeedFormat;
  readonly encoding: FileEncoding;
  readonly offset: number;
  readonly bytes: Uint8Array;
  /** Bytes of over-long lines that were left out. */
  readonly skipped?: number;
  /** Nothing follows. */
  readonly last: boolean;
  readonly uploader: string;
};

/** Whose keys the original texts of a feed are sealed with. */
export const sealedFor = (feedId: string): string => `feed:${feedId}`;

/** As it is shown. One from before blank lines were counted says of all lines it did not count that they are. */
export const statusOf = ({ feedId, format, encoding, offset, lines, accepted, duplicate, rejected, done, uploader, startedAt, blank = lines - accepted - duplicate - rejected }: Omit<FeedStatus, 'blank'> & { readonly blank?: number }): FeedStatus => ({
  feedId, format, encoding, offset, lines, accepted, duplicate, rejected, blank, done, uploader, startedAt,
}); // prettier-ignore
