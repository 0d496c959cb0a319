/** One of the three servers the cluster edition stands on, and how to get at one. */
export type Part = {
  readonly name: string;
  /** Environment variable that names an URL; and the one in which a spec reads why there is none. */
  readonly given: string;
  readonly missing: string;
  readonly imageName: string;
  readonly image: string;
  /** What there is without Docker. */
  readonly here: () => Promise<Found>;
};
/** `what` is for people: what it was. */
export type Found =
  | { readonly url: string; readonly what: string; stop(): Promise<void> }
  | { readonly url?: never; readonly lacks: string };
export type Resolved =
  | { readonly url: string; readonly what: string; readonly lacks?: never; stop(): Promise<void> }
  | { readonly url?: never; readonly what: string; readonly lacks: string; stop(): Promise<void> };

export const PARTS: readonly Part[];
/** Starts a part, or finds that it cannot be had. */
export function resolvePart(part: Part): Promise<Resolved>;
