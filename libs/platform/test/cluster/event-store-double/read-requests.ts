import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import streamsPb from '@eventstore/db-client/generated/streams_pb.js';

/** Events that a filtered page looks at when the client does not say. */
const PAGE = 32;

export function servedOptions(request: ReadReq): ReadReq.Options {
  const options = request.getOptions();
  if (!options?.getUuidOption() || !isCombination(options)) throw new Error('not served');
  return options;
}

/** The combinations of stream, count, direction and filter that are served; a server refuses all others. */
function isCombination(options: ReadReq.Options): boolean {
  const forwards = options.getReadDirection() === streamsPb.ReadReq.Options.ReadDirection.FORWARDS;
  const [stream, all, filter] = [options.hasStream(), options.hasAll(), options.hasFilter()];
  if (stream === all || filter === options.hasNoFilter()) return false;
  if (options.hasSubscription()) return forwards && all;
  return Number(options.getCount()) > 0 && !filter;
}

export function revisionOf(
  asked: ReadReq.Options.StreamOptions,
  of: { readonly start: number; readonly end: number },
): number {
  if (asked.hasRevision()) return Number(asked.getRevision());
  return asked.hasEnd() ? of.end : of.start;
}

/** Throws where a server does: no position is one whose commit stands before its prepare. */
export function placeOf(asked: ReadReq.Options.AllOptions): bigint | 'start' | 'end' {
  if (asked.hasStart()) return 'start';
  if (asked.hasEnd()) return 'end';
  const position = asked.getPosition();
  const [commit, prepare] = [BigInt(position?.getCommitPosition() ?? -1), BigInt(position?.getPreparePosition() ?? 0)];
  if (commit < prepare) throw new Error('no position');
  return commit;
}

export type Filter = {
  readonly matches: (stream: string, type: string) => boolean;
  /** Events looked at between two checkpoints. */
  readonly interval: number;
};
export function filterOf(options: ReadReq.Options): Filter {
  const filter = options.getFilter();
  if (!filter) return { matches: () => true, interval: Infinity };
  const interval = filter.getCheckpointintervalmultiplier() * (filter.hasMax() ? filter.getMax() : PAGE);
  const fits = matching(filter.getStreamIdentifier() ?? filter.getEventType());
  if (interval <= 0) throw new Error('a checkpoint interval must be greater than 0');
  return { matches: (stream, type) => fits(filter.hasStreamIdentifier() ? stream : type), interval };
}

function matching(expression: ReadReq.Options.FilterOptions.Expression | undefined): (text: string) => boolean {
  const prefixes = expression?.getPrefixList() ?? [];
  const regex = expression?.getRegex() ?? '';
  if (prefixes.length === 0 && regex === '') throw new Error('a filter without an expression');
  const pattern = regex === '' ? undefined : new RegExp(regex);
  return (text) => pattern?.test(text) ?? prefixes.some((prefix) => text.startsWith(prefix));
}
