import { appendFileSync, existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Chance } from '@pcrm/cli/demo';
import { settled } from '../oracle/reading.js';
import { logIndexOf } from '../process/log-index.js';
import { expect, onCopy, type Scene, type Template } from './scene.js';
import type { Kinds } from './workload.js';

/** Databases whose commits are on the disk before anybody is told of them. */
const SYNCED = ['facts', 'messages', 'vault', 'leases', 'accounts'];
const FRAME_HEADER = 24;
const WAL_HEADER = 32;
const TRIES = 3;
/** Least of the log that is lost, as a share. */
const LEAST_LOST = 0.1;

const logOf = (folder: string, name: string): string => join(folder, `${name}.sqlite-wal`);

/** Kills the process in the middle of work that is acknowledged as far as it goes. */
async function killedAtWork(scene: Scene, ms: number, kinds: Kinds = {}): Promise<void> {
  const working = scene.attempts(200, kinds);
  const killed = new Promise((resolve) => setTimeout(resolve, ms)).then(() => scene.branch.process.end('SIGKILL'));
  await Promise.all([working, killed]);
  scene.branch.away();
}

/** After the damage: it starts, everything acknowledged is there, and once at rest its views are those of facts read from the beginning. */
async function survives(scene: Scene): Promise<void> {
  // The file of the connections to a log is never on the disk: after a power cut it is not there, or not of this log.
  for (const name of [...SYNCED, 'views']) rmSync(join(scene.folder, `${name}.sqlite-shm`), { force: true });
  await scene.branch.start();
  await scene.whole();
}

/**
 * A power cut in the middle of a commit: behind the last whole commit of each write-ahead log stands part of another one, as far as the
 * disk had come with it: a piece of a frame, a frame whose end is missing, or sectors with something else in them.
 */
export const tornCommit = async (template: Template): Promise<void> => {
  for (let attempt = 0; attempt < TRIES; attempt++)
    await onCopy(template, async (scene) => {
      const chance = Chance.of(attempt, 'torn');
      await scene.branch.start();
      await scene.work(20);
      await killedAtWork(scene, chance.int(20, 120));
      for (const name of [...SYNCED, 'views']) tear(logOf(scene.folder, name), chance);
      await survives(scene);
    });
};

/** Whatever is appended cannot be a whole commit: its checksum does not hold. */
function tear(log: string, chance: Chance): void {
  if (!existsSync(log) || statSync(log).size <= WAL_HEADER) return;
  const bytes = readFileSync(log);
  const page = bytes.readUInt32BE(8);
  const frame = Buffer.from(bytes.subarray(WAL_HEADER, WAL_HEADER + FRAME_HEADER + page));
  // A frame of this log by its salts, that says it ends a commit, with another page in it.
  frame.writeUInt32BE(bytes.length, 4);
  for (let at = FRAME_HEADER; at < frame.length; at += 8) frame.writeUInt8(chance.int(0, 255), at);
  const length = chance.pick([chance.int(1, FRAME_HEADER), chance.int(FRAME_HEADER, frame.length - 1), frame.length]);
  appendFileSync(log, frame.subarray(0, length));
}

/**
 * A power cut takes what waits for no disk: the newest commits of the views, cut anywhere. They are made again from facts and messages.
 */
export const lostViews = async (template: Template): Promise<void> => {
  for (let attempt = 0; attempt < TRIES; attempt++)
    await onCopy(template, async (scene) => {
      const chance = Chance.of(attempt, 'views');
      const log = logOf(scene.folder, 'views');
      const index = `${log.slice(0, -3)}shm`;
      await scene.branch.start();
      await scene.work(20);
      await settled(scene.branch);
      // Where a feed stands waits for the disk, and is in this log too: no power cut takes it. What the sandbox took is nowhere else.
      while (!isAllMoved(index)) await pause(10);
      await killedAtWork(scene, chance.int(20, 120), { feedsAndTexts: false });
      cut(log, index, chance);
      rmSync(index, { force: true });
      await scene.branch.start();
      await scene.whole();
    });
};

function isAllMoved(index: string): boolean {
  const { frames, moved } = logIndexOf(readFileSync(index));
  return frames === moved;
}

/** Cuts a log anywhere behind what is being moved into the file: before any of that is, the disk has all of it. */
function cut(log: string, index: string, chance: Chance): void {
  const { frames, setOut } = logIndexOf(readFileSync(index));
  const frame = FRAME_HEADER + readFileSync(log).readUInt32BE(8);
  const lost = Math.ceil((frames - setOut) * frame * (LEAST_LOST + (1 - LEAST_LOST) * chance.next()));
  truncateSync(log, WAL_HEADER + frames * frame - lost);
}

/** The disk gives other bytes than it was given, at the head of the file of facts: the start says so, and nothing is made up. */
export const garbledFacts = (template: Template): Promise<void> =>
  onCopy(template, async (scene) => {
    const file = join(scene.folder, 'facts.sqlite');
    const whole = readFileSync(file);
    const garbled = Buffer.from(whole);
    // The head of the schema page: no reader can take it for anything else than damage.
    garbled.fill(0xa5, 100, 140);
    writeFileSync(file, garbled);
    const starting = scene.branch.spawn();
    const { code } = await Promise.race([starting.ended, starting.ready.then(() => ({ code: 0 }))]);
    expect(code === 1, 'it starts on a garbled file');
    expect(/damaged/.test(starting.said), `it said: ${starting.said}`);
    writeFileSync(file, whole);
    await scene.branch.start();
    await scene.whole();
  });
