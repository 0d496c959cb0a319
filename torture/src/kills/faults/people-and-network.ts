import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { read } from '../oracle/reading.js';
import { BranchProcess } from '@pcrm/embedded/process';
import { manyBalances } from '../story/days.js';
import { analyst } from '../story/people.js';
import { limited } from './limits.js';
import { expect, onCopy, type Scene, type Template } from './scene.js';

/** Lines of the upload that breaks off: more than one piece of it. */
const LINES = 60_000;
type Status = {
  readonly offset: number;
  readonly done: boolean;
  readonly accepted: number;
  readonly duplicate: number;
  readonly rejected: number;
};

/** The connection breaks in the middle of an upload: its status says how far it came, it goes on from there, and no line counts twice. */
export const halfUpload = (template: Template): Promise<void> =>
  onCopy(template, async (scene) => {
    const { branch } = scene;
    await branch.start();
    const { key, body } = manyBalances(LINES, scene.standing);
    const bytes = Buffer.from(body);
    const { hostname, port } = new URL(await branch.url);
    const socket = connect(Number(port), hostname);
    const head = [
      'POST /api/feeds HTTP/1.1',
      `host: ${hostname}`,
      `authorization: Bearer ${await branch.token(analyst)}`,
      ...[
        'content-type: text/csv; charset=utf-8',
        `idempotency-key: ${key}`,
        `content-length: ${String(bytes.length)}`,
        '',
        '',
      ],
    ];
    socket.write(head.join('\r\n'));
    socket.write(bytes.subarray(0, Math.floor(bytes.length * 0.7)));
    await untilTaken(scene, key);
    socket.destroy();
    await pause(200);
    const { offset, done } = await read<Status>(branch, analyst, `feeds/${key}`);
    expect(!done && offset > 0 && offset < bytes.length, `its status is ${String(offset)} of ${String(bytes.length)}`);
    const call = { who: analyst, method: 'PATCH', path: `feeds/${key}?offset=${String(offset)}` };
    const status = await branch.acknowledged<Status>({ ...call, body: bytes.subarray(offset).toString() });
    expect(status.done, 'the rest does not end it');
    const { accepted, duplicate, rejected } = status;
    expect(
      accepted + duplicate === LINES,
      `${String(accepted)} accepted and ${String(duplicate)} duplicate of ${String(LINES)}`,
    );
    expect(rejected === 0, `${String(rejected)} lines were rejected`);
    await scene.whole();
  });

async function untilTaken({ branch }: Scene, key: string): Promise<void> {
  for (let tries = 0; tries < 1_000; tries++, await pause(10)) {
    const { status, body } = await branch.ask({ who: analyst, method: 'GET', path: `feeds/${key}` });
    if (status === 200 && (body as Status).offset > 0) return;
  }
  expect(false, 'nothing of the upload is taken');
}

/** A second process on the folder of a running one ends with a sentence; the first one does not even notice. */
export const twoProcesses = (template: Template): Promise<void> =>
  onCopy(template, async (scene) => {
    await scene.branch.start();
    const second = BranchProcess.spawn(scene.folder, { args: ['--empty'] });
    const during = scene.work(50);
    const { code } = await second.ended;
    await during;
    expect(code === 1, `the second one ended with ${String(code)}`);
    expect(/in use by another PCRM \(process \d+\)/.test(second.said), `it said: ${second.said}`);
    await scene.whole();
  });

/** File handles that a process may have: enough to start, few enough to be used up by connections. */
const HANDLES = 96;
const CONNECTIONS = 200;

/** More connections than file handles, and people who ask meanwhile: the process stays, and everybody is served once the others have gone. */
export const noHandles = (template: Template): Promise<void> =>
  onCopy(template, async (scene) => {
    const { branch } = scene;
    await branch.start({ through: limited('nofile', HANDLES) });
    await scene.work(5);
    const { hostname, port } = new URL(await branch.url);
    const idle = Array.from({ length: CONNECTIONS }, () => connect(Number(port), hostname));
    for (const socket of idle) socket.on('error', () => undefined);
    await Promise.all(idle.map((socket) => Promise.race([once(socket, 'connect'), once(socket, 'close'), pause(500)])));
    await pause(300);
    const shut = idle.filter(isShut).length;
    expect(shut > 0, 'the handles were not used up');
    await scene.attempts(50, { answerMs: 1_000 });
    expect(!branch.process.hasEnded, `the process ended: ${branch.process.said}`);
    for (const socket of idle) socket.destroy();
    await pause(300);
    await scene.whole();
  });

const isShut = (socket: Socket): boolean => socket.closed || socket.readableEnded || socket.readyState !== 'open';
