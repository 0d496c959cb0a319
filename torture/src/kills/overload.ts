import { MOST_UNDER_WAY } from '@pcrm/platform';
import { part } from '../part.js';
import { lostOrDoubled } from './oracle/fact-checks.js';
import { factsOf } from './oracle/observe.js';
import { settled } from './oracle/reading.js';
import { asManyAtOnce, comingAt, LIMIT_MS, type Asked, type Place } from './overload/crowd.js';
import type { Tally } from './overload/tally.js';
import type { Branch } from './process/branch.js';
import { onNewFolder } from './story-run.js';
import { contactOn, inTurn, type Standing } from './story/days.js';
import type { Deed } from './story/deed.js';
import { Oracle } from './oracle/oracle.js';
import { managerOf, managersOf, OUTLET_IDS } from './story/people.js';
import { beginning, FIRST_INSTANT, tellBeginning, undisturbed } from './story/tell.js';

const OPTIONS = {
  seconds: { is: 'number', least: 1, otherwise: 10, about: 'seconds for which they come' },
} as const;
/** Clients of each outlet: enough that nobody is contacted all the time. */
const CLIENTS_EACH = 400;
/** Everybody of a branch, at once. */
const STAFF = 50;
const TIMES = 10;
/** Kept open by them, as by browsers: each may have a request under way, ten times as many as the branch takes on at once. */
const CONNECTIONS = TIMES * MOST_UNDER_WAY;
/** Most that the process may have held at once, in MiB. */
const MOST_MIB = 700;
/** What it must be able to do again, of what it could before, and how soon, in seconds. */
const SAME_SPEED = 0.7;
const SOON = 5;

/** Ten times what it can take. */
export const overload = part(OPTIONS, async ({ seconds }) => {
  const complaints = await onNewFolder((branch) => overloaded(branch, seconds));
  for (const [what, complaint] of complaints) if (complaint !== undefined) console.log(`${what}: ${complaint}`);
  const failed = complaints.filter(([, complaint]) => complaint !== undefined).length;
  return { passed: complaints.length - failed, failed, skipped: 0 };
});

type Complaint = readonly [what: string, complaint: string | undefined];

async function overloaded(branch: Branch, seconds: number): Promise<readonly Complaint[]> {
  const standing = beginning(CLIENTS_EACH);
  await branch.start();
  await tellBeginning({ branch, seed: 1, oracle: new Oracle(), standing, disturb: undisturbed });
  const place = placeOf(await branch.url);
  const crowd = new Contacts(branch, standing);
  await crowd.prepare();
  await asManyAtOnce(place, STAFF, 1, crowd.next);
  const before = await asManyAtOnce(place, STAFF, 2, crowd.next);
  console.log(`${String(STAFF)} at once: ${before.perSecond.toFixed(0)} commands/s; ${before.tally.inWords()}`);
  const perSecond = before.perSecond * TIMES;
  const { tally, unheard } = await comingAt(place, { perSecond, seconds, connections: CONNECTIONS }, crowd.next);
  const peak = branch.process.peakMemory() / 1_048_576;
  console.log(
    `${perSecond.toFixed(0)}/s came for ${String(seconds)} s: ${tally.inWords()}; ${String(unheard)} found no connection`,
  );
  const after = await asManyAtOnce(place, STAFF, SOON, crowd.next);
  console.log(
    `then ${String(STAFF)} at once: ${after.perSecond.toFixed(0)} commands/s; most memory ${peak.toFixed(0)} MiB`,
  );
  await settled(branch);
  const lost = lostOrDoubled(crowd.acknowledged, await factsOf(branch));
  await branch.end('SIGTERM');
  return [
    ...manners(tally),
    ['memory', peak > MOST_MIB ? `${peak.toFixed(0)} MiB, more than ${String(MOST_MIB)}` : undefined],
    ['speed after', after.perSecond < before.perSecond * SAME_SPEED ? 'it is slow afterwards' : undefined],
    ['what was acknowledged', lost.length > 0 ? lost.slice(0, 5).join('; ') : undefined],
  ];
}

/** Whoever is not served is told so, and when to come again. */
function manners(tally: Tally): readonly Complaint[] {
  const others = tally.all - tally.of(200, 429, 503, 'late', 'broken');
  const said = (count: number, what: string): string | undefined =>
    count > 0 ? `${String(count)} ${what}` : undefined;
  return [
    ['hangs', said(tally.of('late'), `had no answer within ${String(LIMIT_MS / 1_000)} s`)],
    ['connections', said(tally.of('broken'), 'were cut off')],
    ['answers', said(others, 'were answered otherwise than with 200, 429 or 503')],
    ['manners', said(tally.rude, 'were turned away without Retry-After')],
  ];
}

const placeOf = (url: string): Place => ({ host: new URL(url).hostname, port: Number(new URL(url).port) });

/** Contacts of all clients in turn, by their managers. */
class Contacts {
  readonly acknowledged: Deed[] = [];
  readonly #tokens = new Map<string, string>();
  #asked = 0;

  constructor(
    private readonly branch: Branch,
    private readonly standing: Standing,
    private readonly turn = inTurn(standing),
  ) {}

  /** The clock stands, so a token holds as long as it does. */
  async prepare(): Promise<void> {
    for (const outletId of OUTLET_IDS)
      for (const staffId of managersOf(outletId))
        this.#tokens.set(staffId, await this.branch.token(managerOf(outletId, staffId)));
  }

  readonly next = (): Asked => {
    const nth = this.#asked++;
    const deed = contactOn(this.turn(nth), { nth, at: FIRST_INSTANT, note: '电话' }, this.standing);
    const { who, path, body, key } = deed.call;
    const sent = JSON.stringify(body);
    const head = [
      `POST /api/${path} HTTP/1.1`,
      'host: 127.0.0.1',
      `authorization: Bearer ${this.#tokens.get(who.staffId) ?? ''}`,
      `idempotency-key: ${key}`,
      'content-type: application/json',
      `content-length: ${String(Buffer.byteLength(sent))}`,
      '',
      sent,
    ];
    return { text: head.join('\r\n'), acknowledged: () => void this.acknowledged.push(deed) };
  };
}
