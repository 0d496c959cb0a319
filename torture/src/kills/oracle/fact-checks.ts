import type { Deed } from '../story/deed.js';

/** A fact as far as the checks look at it. */
export type FactSeen = {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly metadata: { readonly commandId: string };
  readonly data: { readonly messageId?: unknown };
};

/** Streams with a gap, a revision twice, or a fact id twice. */
export function brokenStreams(facts: readonly FactSeen[]): readonly string[] {
  const next = new Map<string, number>();
  const ids = new Set<string>();
  const complaints: string[] = [];
  for (const { id, stream, revision } of facts) {
    const expected = next.get(stream) ?? 0;
    if (revision !== expected)
      complaints.push(`${stream} goes on with revision ${String(revision)} where ${String(expected)} comes`);
    if (ids.has(id)) complaints.push(`fact ${id} stands twice`);
    next.set(stream, revision + 1);
    ids.add(id);
  }
  return complaints;
}

/** Acknowledged commands that left fewer facts than they must (lost) or more (applied twice). */
export function lostOrDoubled(deeds: readonly Deed[], facts: readonly FactSeen[]): readonly string[] {
  const marks = new Map<string, number>();
  for (const { metadata, type } of facts) {
    const mark = `${metadata.commandId} ${type}`;
    marks.set(mark, (marks.get(mark) ?? 0) + 1);
  }
  return deeds.flatMap(({ call: { key, method, path }, marks: expected }) =>
    Object.entries(expected).flatMap(([type, count]) => {
      const found = marks.get(`${key} ${type}`) ?? 0;
      if (found === count) return [];
      const what = found < count ? 'is lost' : 'was applied twice';
      return [`${method} ${path} (${key}) ${what}: ${String(found)} ${type} instead of ${String(count)}`];
    }),
  );
}

/** Messages that were handed to the gateway more than once, or that it took without a start. `taken`: the keys in the gateway's log. */
export function sentTwice(facts: readonly FactSeen[], taken: readonly string[]): readonly string[] {
  const starts = new Map<string, number>();
  for (const { type, data } of facts) {
    if (type !== 'DispatchStarted') continue;
    const messageId = String(data.messageId);
    starts.set(messageId, (starts.get(messageId) ?? 0) + 1);
  }
  const twice = [...starts].filter(([, count]) => count > 1).map(([id]) => `message ${id} was sent twice`);
  const repeated = taken.filter((key, at) => taken.indexOf(key) !== at);
  const unstarted = taken.filter((key) => !starts.has(key));
  return [
    ...twice,
    ...repeated.map((key) => `the gateway took ${key} twice`),
    ...unstarted.map((key) => `the gateway took ${key}, which was never begun`),
  ];
}
