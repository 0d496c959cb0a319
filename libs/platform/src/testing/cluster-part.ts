/** What the resolver of the cluster specs (`npm run test:cluster`) looks for. */
export type ClusterPart = 'kafka' | 'eventstore' | 'mongodb';

/** Where a part is, as the resolver told this process; or what was missing. */
export function clusterPart(part: ClusterPart): { readonly url: string } | { readonly lacks: string } {
  const name = part.toUpperCase();
  const url = process.env[`PCRM_TEST_${name}`];
  if (url) return { url };
  return { lacks: process.env[`PCRM_MISSING_${name}`] ?? `no PCRM_TEST_${name}: run it with npm run test:cluster` };
}

/**
 * Describes what needs these parts, given their URLs in the same order. Where one is missing, one skipped test stands for all
 * of it and names what is missing: a skip is seen and counted, never silent.
 */
export function withParts(parts: readonly ClusterPart[], specs: (...urls: string[]) => void): void {
  const found = parts.map((part) => ({ part, ...clusterPart(part) }));
  const missing = found.flatMap((each) => ('lacks' in each ? [`${each.part} is missing: ${each.lacks}`] : []));
  if (missing.length > 0) describe.skip('the cluster', () => it(missing.join(' · '), () => undefined));
  else specs(...found.flatMap((each) => ('url' in each ? [each.url] : [])));
}
