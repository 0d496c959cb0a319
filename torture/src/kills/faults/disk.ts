import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TemporaryFolder, undone } from '../../leftovers.js';
import { page } from '../oracle/reading.js';
import { headOf } from '../story/people.js';
import { limited } from './limits.js';
import { at, expect, onCopy, type Scene, type Template } from './scene.js';

/** Room for the copy of a small branch and some more, in MiB. */
const ROOM_MIB = 64;
/** What is left when the disk is taken for full, in bytes: enough for some commits, so that it fills up in the middle of work. */
const LEFT = 256 * 1_024;
const LONG_NOTE = '记'.repeat(600);
const ATTEMPTS = 3_000;
const ENOUGH = 30;

/** Why no file system of memory can be mounted here; undefined where it can. */
export function noMounts(): string | undefined {
  using place = new TemporaryFolder('mount');
  const { status, stderr, error } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', place.path], {
    encoding: 'utf8',
  });
  if (status === 0) spawnSync('umount', [place.path]);
  return status === 0 ? undefined : (error?.message ?? stderr).trim();
}

/** A branch on a small disk of its own. */
async function onSmallDisk(template: Template, work: (scene: Scene, disk: string) => Promise<void>): Promise<void> {
  using folder = new TemporaryFolder('disk');
  const disk = folder.path;
  run('mount', '-t', 'tmpfs', '-o', `size=${String(ROOM_MIB)}m`, 'none', disk);
  // At once, and for those who still hold a file of it once they have closed it.
  using _mounted = undone(() => run('umount', '--lazy', disk));
  await at(join(disk, 'data'), template, (scene) => work(scene, disk));
}

function run(command: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
}

/** Work until writes are refused: they are told "not now" with a Retry-After, reads go on, the process stays. */
async function onlyReads(scene: Scene): Promise<void> {
  const { branch } = scene;
  const { acknowledged, refused, broken } = await scene.attempts(ATTEMPTS, { note: LONG_NOTE, enough: ENOUGH });
  expect(refused.length > 0, `${String(acknowledged)} commands were all taken`);
  const others = refused.filter(({ status, retryAfter }) => status !== 503 || retryAfter === null);
  expect(others.length === 0, `${String(others.length)} were answered ${JSON.stringify(others[0])}`);
  expect(broken === 0, `${String(broken)} connections broke`);
  expect(!branch.process.hasEnded, `the process ended: ${branch.process.said}`);
  const read = await page(branch, headOf('N01'), 'clients');
  expect(read.length > 0, 'nothing is read any more');
}

/** The disk is full in the middle of work; all is well once there is room. */
export const fullDisk = (template: Template): Promise<void> =>
  onSmallDisk(template, async (scene, disk) => {
    await scene.branch.start();
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(join(disk, 'ballast'), Buffer.alloc(bavail * bsize - LEFT));
    await onlyReads(scene);
    rmSync(join(disk, 'ballast'));
    await scene.whole();
  });

/** No file may grow beyond what the largest has and a little more; all is well after a start without the limit. */
export const fileSizeLimit = (template: Template): Promise<void> =>
  onCopy(template, async (scene) => {
    const sizes = readdirSync(scene.folder).map((name) => statSync(join(scene.folder, name)).size);
    await scene.branch.start({ through: limited('fsize', Math.max(...sizes) + LEFT) });
    await onlyReads(scene);
    const { code } = await scene.branch.end('SIGTERM');
    expect(code === 0, `it stopped with ${String(code)}: ${scene.branch.process.said}`);
    await scene.branch.start();
    await scene.whole();
  });

/** A start on a full disk either serves or says in a sentence that the disk is full; with room again it starts as ever. */
export const startOnFullDisk = (template: Template): Promise<void> =>
  onSmallDisk(template, async (scene, disk) => {
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(join(disk, 'ballast'), Buffer.alloc(bavail * bsize));
    const starting = scene.branch.spawn();
    const { code } = await Promise.race([starting.ended, starting.ready.then(() => ({ code: 0 }))]);
    expect(code === 0 || /full|free some space/i.test(starting.said), `it said: ${starting.said}`);
    if (code === 0) await starting.end('SIGTERM');
    rmSync(join(disk, 'ballast'));
    await scene.branch.start();
    await scene.whole();
  });

/** A folder that cannot be written: the start says so in a sentence, and nothing in the folder changes. */
export const readOnlyFolder = (template: Template): Promise<void> =>
  onSmallDisk(template, async (scene, disk) => {
    run('mount', '-o', 'remount,ro', disk);
    const starting = scene.branch.spawn();
    const { code } = await starting.ended;
    expect(code === 1, `it ended with ${String(code)}: ${starting.said}`);
    expect(/read-only file system|cannot be written/.test(starting.said), `it said: ${starting.said}`);
    expect(starting.said.trim().split('\n').length === 1, `it said more than a sentence: ${starting.said}`);
    run('mount', '-o', 'remount,rw', disk);
    await scene.branch.start();
    await scene.whole();
  });
