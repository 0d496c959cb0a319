import { EXIT, interrupted, misused, type ExitCode } from '../failure.js';
import type { Surroundings } from '../surroundings.js';
import type { Platform } from '../talking/platform.js';
import { plainName, serviceOf, SERVICES, type Service, type ViewStatus } from './services.js';

/** Milliseconds between two looks at a view in the making. */
const LOOK = 500;
/** Outages up to so long are waited out, in milliseconds. */
const PATIENCE = 60_000;

type Asked = { readonly service: Service; readonly view: string };

/** Makes a view anew beside the one that is read, and stays until it has taken its place. */
export async function rebuild(platform: Platform, name: string, around: Surroundings): Promise<ExitCode> {
  const { service, view } = await find(platform, name);
  await platform.order('POST', `internal/${service}/views/${view}/rebuild`);
  const bar = around.progress({ zh: `重建 ${service}.${view}`, en: `rebuilding ${service}.${view}` }, 'things');
  try {
    for (;;) {
      const making = await inTheMaking(platform, { service, view });
      if (!making) break;
      bar.show(making.made ?? 0, Math.max(1, making.toMake ?? 1));
      await around.pause(LOOK);
      if (around.stop.aborted)
        throw interrupted('不再等待；重建在后台继续', 'Not waiting any longer: the rebuild goes on by itself');
    }
    bar.show(1, 1);
  } finally {
    bar.end();
  }
  around.tell({ zh: `${service}.${view} 已重建`, en: `${service}.${view} is rebuilt` });
  return EXIT.done;
}

async function inTheMaking(platform: Platform, { service, view }: Asked): Promise<ViewStatus | undefined> {
  const views = await platform.get<readonly ViewStatus[]>(`internal/${service}/views`, PATIENCE);
  return views.find((each) => plainName(each.view) === view && !each.live);
}

/** `clients.client-list`, or `client-list` where only one service has a view of that name. */
async function find(platform: Platform, name: string): Promise<Asked> {
  const service = serviceOf(name);
  if (service) return { service, view: plainName(name) };
  const found: Asked[] = [];
  const known: string[] = [];
  for (const each of SERVICES) {
    const views = await platform.get<readonly ViewStatus[]>(`internal/${each}/views`);
    const names = new Set(views.map(({ view }) => plainName(view)));
    if (names.has(name)) found.push({ service: each, view: name });
    known.push(...[...names].map((view) => `${each}.${view}`));
  }
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  const list = (only ? found.map(({ service: of }) => `${of}.${name}`) : known.sort()).join(', ');
  throw misused(`没有唯一名为 ${name} 的视图；可选：${list}`, `No single view is called ${name}; there are: ${list}`);
}
