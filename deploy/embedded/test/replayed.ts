import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, shanghaiInstant } from '@pcrm/contracts';
import { replayDemo, writeDemo, type Ask, type Asked, type Request } from '@pcrm/cli/demo';
import type { Requests } from './requests.js';
import { deskOf, type Reached } from './words.js';

/** A small demo branch with fixed dates. */
const PLAN = { seed: 3, clients: 60, days: 6, start: '2026-06-01' };

/** Where the clock stands after the last day. */
export const AFTER = shanghaiInstant(addDays(PLAN.start, PLAN.days), 8);

/** Replays a demo branch through the public entrances of any edition; answers the digests of its views. */
export async function replayed(branch: Reached): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'pcrm-demo-'));
  try {
    await writeDemo(folder, PLAN, { from: 0 });
    const { acts, refused } = await replayDemo({ folder, plan: PLAN }, { ask: asking(branch) });
    if (acts === 0 || Object.keys(refused).length > 0) throw new Error(`refused: ${JSON.stringify(refused)}`);
    return await deskOf(branch).digest();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The clock and the rest are the test's own matter; everything else goes over HTTP. */
const asking =
  (branch: Reached): Ask =>
  async (actor, request) => {
    if (request.path === 'demo/clock') return await stand(branch, request.body as { standAt?: string });
    if (request.path !== 'demo/drained') return await sent(branch.as(actor), request);
    await branch.drained();
    return { status: 200, body: { drained: true } };
  };

/** Time goes on when all is done, so that nobody's act depends on how fast the views were. After the last day the clock stands too. */
async function stand(branch: Reached, { standAt }: { standAt?: string }): Promise<Asked> {
  await branch.drained();
  branch.standAt(standAt ?? AFTER);
  return { status: 204, body: null };
}

function sent(requests: Requests, { method, path, body, type, id }: Request): Promise<Asked> {
  const bytes = type === undefined ? JSON.stringify(body) : (body as Uint8Array<ArrayBuffer>);
  return requests.send(method, path, {
    ...(body !== undefined && { body: bytes }),
    ...(type !== undefined && { type }),
    headers: { ...(id !== undefined && { 'idempotency-key': id }) },
  });
}
