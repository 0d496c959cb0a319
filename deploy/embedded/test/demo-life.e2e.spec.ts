import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { addDays, daysBetween } from '@pcrm/contracts';
import { replayDemo, writeDemo, type Ask, type ReplayReport } from '@pcrm/cli/demo';
import { mintToken, type Identity } from '@pcrm/platform';
import { administrator, headOf, managerOf, openBranch, type Branch } from './branch.js';

jest.setTimeout(300_000);

/** A small demo, replayed as `npm start` does it, looked at on the morning after its last day. */
const plan = { seed: 1, clients: 240, days: 90, start: '2026-06-01' };
const morning = addDays(plan.start, plan.days);
const heads = ['mz', 'dg', 'qx', 'fl'].map((outlet) => headOf(outlet, `${outlet.toUpperCase()}-001`));
const weiLing = managerOf('qx', 'QX-101');
let branch: Branch;
let folder: string;
let report: ReplayReport;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pcrm-demo-life-'));
  branch = await openBranch();
  await writeDemo(folder, plan);
  report = await replayDemo({ folder, plan }, { ask: asking(branch) });
  branch.at(morning, 9);
  await branch.drained();
});
afterAll(async () => {
  await branch[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const asking =
  ({ url, secret }: Branch): Ask =>
  async (actor, { method, path, body, type, id }) => {
    const json = type === undefined && body !== undefined;
    const payload = json ? JSON.stringify(body) : (body as Uint8Array<ArrayBuffer> | undefined);
    const answer = await fetch(`${url}/api/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await mintToken(actor, { secret })}`,
        ...(payload !== undefined && { 'content-type': type ?? 'application/json' }),
        ...(id !== undefined && { 'idempotency-key': id }),
      },
      ...(payload !== undefined && { body: payload }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
  };
const itemsOf = async <Item>(who: Identity, path: string): Promise<readonly Item[]> => {
  const { status, body } = await branch.as(who).get<{ items: readonly Item[] }>(path);
  expect([path, status]).toEqual([path, 200]);
  return body.items;
};
const ofOutlets = async <Item>(path: string): Promise<readonly Item[]> =>
  (await Promise.all(heads.map((head) => itemsOf<Item>(head, path)))).flat();

type Line = {
  readonly stage: string;
  readonly openedOn: string;
  readonly onHold: boolean;
  readonly daysInStage: number;
  readonly nextStepOn: string | null;
  readonly refusedCode: string | null;
};

describe('a replayed demo branch', () => {
  it('does nothing that the rules refuse, and parks nothing', async () => {
    expect(report).toMatchObject({ days: plan.days, refused: {} });
    expect(report.acts).toBeGreaterThan(1_000);
    for (const service of ['clients', 'allocation', 'engagement', 'notifications'])
      expect((await branch.as(administrator).get(`internal/${service}/parked`)).body).toEqual({ keys: [] });
  });

  it('has opportunities on their way: none at SIGNING, none refused, each with its next step', async () => {
    const open = await ofOutlets<Line>('progress-table?limit=200');
    expect(open.length).toBeGreaterThan(3);
    expect(new Set(open.map(({ stage }) => stage)).size).toBeGreaterThan(1);
    expect(open.filter(({ stage, refusedCode }) => stage === 'SIGNING' || refusedCode !== null)).toEqual([]);
    const settled = open.filter(({ openedOn }) => daysBetween(openedOn, morning) > 4);
    expect(settled.filter(({ nextStepOn }) => nextStepOn === null)).toEqual([]);
    expect((await ofOutlets<Line>('progress-table?stage=SIGNED&limit=200')).length).toBeGreaterThan(0);
  });

  it('two opportunities of 韦玲 are red', async () => {
    const hers = await itemsOf<Line>(weiLing, 'progress-table?limit=200');
    expect(hers.filter(({ daysInStage, onHold }) => daysInStage > 20 && !onHold).length).toBeGreaterThanOrEqual(2);
  });

  it('has work for 韦玲 that can be done in a day: calls promised for today, and steps that are late', async () => {
    type Due = { readonly reasons: readonly { readonly rule: string; readonly status: string }[] };
    const due = await itemsOf<Due>(weiLing, 'duties/due?limit=100');
    const steps = due.flatMap(({ reasons }) => reasons).filter(({ rule }) => rule === 'NEXT_STEP');
    expect(steps.map(({ status }) => status).toSorted()).toEqual(['missed', 'missed', 'open', 'open', 'open']);
    expect(due.length).toBeLessThan(20);
  });

  it('has names waiting for a manager at 七星, and three clients close to platinum', async () => {
    const head = headOf('qx', 'QX-001');
    const waiting = await itemsOf(head, 'unassigned?limit=100');
    expect(waiting.length).toBeGreaterThan(0);
    expect(waiting.length).toBeLessThan(30);
    // The averages of the list follow the last closed date within seconds.
    let short = await shortOfPlatinum();
    for (let look = 0; look < 100 && !short.every((wan) => wan === 4); look++) {
      await pause(100);
      short = await shortOfPlatinum();
    }
    expect(short).toEqual([4, 4, 4]);
  });

  /** Tenths of 万 that 韦玲's clients near platinum lack. */
  async function shortOfPlatinum(): Promise<readonly number[]> {
    const near = await itemsOf<{ averageFen: number; crossing: { tier: string; direction: string } }>(
      weiLing,
      'near-threshold?days=40',
    );
    const rising = near.filter(({ crossing }) => crossing.tier === 'platinum' && crossing.direction === 'reach');
    return rising.map(({ averageFen }) => Math.round((50_000_000 - averageFen) / 100_000));
  }

  it('35 万 left the account of one client yesterday', async () => {
    const clients = await ofOutlets<{ largeMovement: { businessDate: string; deltaFen: number } | null }>(
      'clients?limit=200',
    );
    const yesterday = addDays(morning, -1);
    const left = clients.filter(({ largeMovement }) => largeMovement?.businessDate === yesterday);
    expect(left.map(({ largeMovement }) => largeMovement?.deltaFen)).toContain(-35_000_000);
  });
});
