import { connect } from 'node:net';
import { EXIT, Failure, type ExitCode } from '../failure.js';
import type { Surroundings } from '../surroundings.js';
import type { Platform } from '../talking/platform.js';
import { dataFolder } from './data-folder.js';
import { doubtful, fine, wrong, type Finding } from './finding.js';
import { nodeVersion } from './node-version.js';
import { insideHealth, processHealth } from './platform-health.js';
import { holidayTable } from './work-calendar.js';

export type DoctorOrder = { readonly url: string; readonly dataDir: string; readonly nodeVersion: string };

const SIGNS = { fine: '✓', doubtful: '!', wrong: '✗' } as const;
const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);
/** Milliseconds within which a port must take a connection. */
const KNOCK_MS = 2_000;

/** Says what is wrong and what to do. Ends with 0 when nothing is. */
export async function examine(platform: Platform, order: DoctorOrder, around: Surroundings): Promise<ExitCode> {
  let worst = 0;
  const say = (findings: readonly Finding[]): void => {
    for (const { state, what, advice } of findings) {
      if (state === 'wrong') worst = 1;
      around.out(`${SIGNS[state]} ${what[around.language]}`);
      if (advice) around.out(`    ${advice[around.language]}`);
    }
  };
  const url = new URL(order.url);
  say([nodeVersion(order.nodeVersion)]);
  if (LOCAL.has(url.hostname)) say(dataFolder(order.dataDir));
  say([holidayTable(around.now(), around.env['HOLIDAYS'])]);
  say(await platformFindings(platform, url, around));
  return worst === 0 ? EXIT.done : EXIT.failed;
}

async function platformFindings(platform: Platform, url: URL, around: Surroundings): Promise<readonly Finding[]> {
  const outside = await processHealth(platform, around.now);
  if (!outside) return [(await takesConnections(url)) ? deaf(url) : notRunning(url)];
  const inside = outside.some(({ state }) => state === 'wrong') ? [] : await insideOrWhyNot(platform, around);
  return [fine(`${url.origin} 有应答`, `${url.origin} answers`), ...outside, ...inside];
}

async function insideOrWhyNot(platform: Platform, around: Surroundings): Promise<readonly Finding[]> {
  try {
    return await insideHealth(platform, around.now);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const advice = {
      zh: '请以系统管理员登录（--user 或 PCRM_TOKEN），以便检查各服务的视图、搁置的消息和时钟。',
      en: 'Sign in as an administrator (--user or PCRM_TOKEN), so that views, parked messages and clocks can be examined.',
    };
    return [doubtful(error.words, advice)];
  }
}

const notRunning = ({ origin }: URL): Finding =>
  wrong(
    { zh: `${origin} 没有程序在监听`, en: `Nothing listens at ${origin}` },
    {
      zh: '请用 npm start 启动；若在其他端口，请用 --url 指定。',
      en: 'Start it with npm start; if it has another port, name it with --url.',
    },
  );
const deaf = ({ origin }: URL): Finding =>
  wrong(
    {
      zh: `${origin} 端口被占用，但没有 HTTP 应答`,
      en: `Something holds the port of ${origin} and does not answer HTTP`,
    },
    {
      zh: '请停止占用端口的程序，或用 PORT=端口 npm start 换一个端口。',
      en: 'Stop what holds the port, or choose another one: PORT=… npm start.',
    },
  );

function takesConnections({ hostname, port, protocol }: URL): Promise<boolean> {
  const to = Number(port || (protocol === 'https:' ? 443 : 80));
  return new Promise((resolve) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: to, timeout: KNOCK_MS });
    const done = (taken: boolean) => (): void => {
      socket.destroy();
      resolve(taken);
    };
    socket.once('connect', done(true)).once('error', done(false)).once('timeout', done(false));
  });
}
