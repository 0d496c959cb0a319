import type { Revised } from '../api/http.js';
import { Problem } from '../api/problem.js';

/** Somebody else changed it since it was read (412), or at the same moment (409). */
export const isChanged = (error: unknown): boolean =>
  error instanceof Problem && (error.status === 412 || error.status === 409);

/**
 * Acts on what was seen. Something that changed meanwhile without changing anything that was seen does not stand in the way:
 * the act is tried once more on the newest. Where what was seen has changed, it fails and nothing is done.
 */
export async function ifUnchanged<Body, Answer>(
  seen: Revised<Body>,
  {
    read,
    act,
    same,
  }: {
    readonly read: () => Promise<Revised<Body>>;
    readonly act: (revision: number | undefined) => Promise<Answer>;
    readonly same: (seen: Body, now: Body) => boolean;
  },
): Promise<Answer> {
  try {
    return await act(seen.revision);
  } catch (error) {
    if (!isChanged(error)) throw error;
    const now = await read();
    if (!same(seen.body, now.body)) throw error;
    return await act(now.revision);
  }
}
