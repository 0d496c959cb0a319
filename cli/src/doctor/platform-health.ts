import { Failure } from '../failure.js';
import { parkedIn } from '../operate/parked.js';
import { SERVICES, type Service, type ViewStatus } from '../operate/services.js';
import type { Platform } from '../talking/platform.js';
import { machineClocks, serviceClock } from './clocks.js';
import { doubtful, fine, wrong, type Finding } from './finding.js';

/** Milliseconds within which the platform must say how it is: it asks its parts for two seconds itself. */
const LOOK_MS = 4_000;
/** Messages behind which a service is called slow. */
const MUCH = 1_000;

/** Whether the platform answers at its address, and what it says of its own health. Undefined: nothing of it answers. */
export async function processHealth(platform: Platform, now: () => number): Promise<readonly Finding[] | undefined> {
  const findings: Finding[] = [];
  for (const part of ['ready', 'live'] as const) {
    const answer = await platform.look(`health/${part}`, LOOK_MS).catch((error: unknown) => {
      if (error instanceof Failure) return undefined;
      throw error;
    });
    if (!answer) return undefined;
    const { status, failing } = (answer.body ?? {}) as { status?: string; failing?: readonly string[] };
    if (status === undefined) return [stranger()];
    findings.push(reported(part, failing ?? []));
    if (part === 'live') findings.push(machineClocks(answer.date, now()));
  }
  return findings;
}

const stranger = (): Finding =>
  wrong(
    { zh: '该端口上是别的程序', en: 'Another program answers on this port' },
    { zh: '请停止它，或用 PORT=端口 npm start 换一个端口。', en: 'Stop it, or choose another port: PORT=… npm start.' },
  );

function reported(part: 'ready' | 'live', failing: readonly string[]): Finding {
  const said = { ready: { zh: '可以服务', en: 'ready' }, live: { zh: '在推进', en: 'making progress' } }[part];
  if (failing.length === 0) return fine(`平台${said.zh}`, `The platform is ${said.en}`);
  const list = failing.join(', ');
  return wrong(
    { zh: `平台未${said.zh}：${list}`, en: `The platform is not ${said.en}: ${list}` },
    {
      zh: '请查看日志；若一分钟后仍如此，请重启（数据不会丢失）。',
      en: 'Look into the log; if it stays so for a minute, start it again (nothing is lost).',
    },
  );
}

/** What an administrator can see from inside: clocks, the demo, and every view of every service. */
export async function insideHealth(platform: Platform, now: () => number): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const session = await platform.ask({ method: 'GET', path: 'session' });
  if (session.status === 200) findings.push(serviceClock(session.body as { now: string; demo: boolean }, now()));
  findings.push(...(await demoHealth(platform)));
  for (const service of SERVICES) findings.push(...(await viewsOf(platform, service)));
  return findings;
}

async function demoHealth(platform: Platform): Promise<readonly Finding[]> {
  const answer = await platform.ask({ method: 'GET', path: 'demo' });
  if (answer.status !== 200) return [];
  const { state, days, of } = answer.body as { state: string; days: number; of: number };
  const told = `${String(days)}/${String(of)}`;
  if (state === 'failed')
    return [
      wrong(
        { zh: `演示数据加载失败（${told} 天）`, en: `The demo could not be loaded (${told} days)` },
        {
          zh: '请查看日志并重启：从失败的那天继续。',
          en: 'Look into the log and start again: it goes on at that day.',
        },
      ),
    ];
  return [fine(`演示数据：${told} 天`, `Demo branch: ${told} days`)];
}

async function viewsOf(platform: Platform, service: Service): Promise<readonly Finding[]> {
  const views = await platform.get<readonly ViewStatus[]>(`internal/${service}/views`);
  const findings = [...(await parkedFindings(platform, service)), ...slow(service, views), ...making(views)];
  const count = String(views.length);
  return findings.length > 0
    ? findings
    : [fine(`${service}：${count} 个视图与反应正常`, `${service}: ${count} views and reactions are well`)];
}

async function parkedFindings(platform: Platform, service: Service): Promise<readonly Finding[]> {
  const consumers = new Map<string, number>();
  for await (const { consumer, count } of parkedIn(platform, service))
    consumers.set(consumer, (consumers.get(consumer) ?? 0) + count);
  return [...consumers].map(([consumer, count]) =>
    wrong(
      { zh: `${consumer} 搁置了 ${String(count)} 条消息`, en: `${String(count)} messages are parked for ${consumer}` },
      {
        zh: `查看原因：pcrm parked list --consumer ${consumer}；原因消除后：pcrm parked replay ${consumer} --all`,
        en: `See why: pcrm parked list --consumer ${consumer}; once that is mended: pcrm parked replay ${consumer} --all`,
      },
    ),
  );
}

function slow(service: string, views: readonly ViewStatus[]): readonly Finding[] {
  const lag = Math.max(0, ...views.map((view) => view.lag ?? 0));
  if (lag < MUCH) return [];
  return [
    doubtful(
      { zh: `${service} 落后 ${String(lag)} 条消息`, en: `${service} is ${String(lag)} messages behind` },
      {
        zh: '导入大文件时属正常；若不减少，请查看日志。',
        en: 'That is so after a large feed; if it does not shrink, look into the log.',
      },
    ),
  ];
}

const making = (views: readonly ViewStatus[]): readonly Finding[] =>
  views
    .filter(({ live }) => !live)
    .map(({ view, made, toMake }) =>
      doubtful(
        {
          zh: `${view} 正在生成（${String(made ?? 0)}/${String(toMake ?? '?')}）`,
          en: `${view} is being made (${String(made ?? 0)} of ${String(toMake ?? '?')})`,
        },
        { zh: '请等待；完成前显示旧数据。', en: 'Wait: until then its older rows are shown.' },
      ),
    );
