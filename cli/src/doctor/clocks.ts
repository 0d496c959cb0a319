import { doubtful, fine, wrong, type Finding } from './finding.js';

/** Clocks this far apart, in milliseconds, are one clock. */
const TOLERATED = 5_000;
const SECOND = 1_000;

/** The clock of the server's machine beside ours. `served`: the Date header of an answer just received. */
export function machineClocks(served: string | undefined, now: number): Finding {
  const apart = served === undefined ? Number.NaN : Math.abs(Date.parse(served) - now);
  if (Number.isNaN(apart)) return doubtful(NO_DATE, SYNCHRONISE);
  if (apart <= TOLERATED) return fine('时钟一致', 'The clocks agree');
  const seconds = String(Math.round(apart / SECOND));
  return wrong(
    {
      zh: `服务器与本机时钟相差 ${seconds} 秒`,
      en: `The clocks of the server and of this machine are ${seconds} s apart`,
    },
    SYNCHRONISE,
  );
}

/** The clock the services go by. In a demo branch it may stand elsewhere; in a real one it must not. */
export function serviceClock(services: { readonly now: string; readonly demo: boolean }, now: number): Finding {
  if (Math.abs(Date.parse(services.now) - now) <= TOLERATED)
    return fine('业务时钟正常', 'The services go by real time');
  const what = { zh: `业务时钟停在 ${services.now}`, en: `The services go by ${services.now}` };
  return services.demo
    ? doubtful(what, {
        zh: '正在回放演示数据时属正常；否则请重启。',
        en: 'That is so while a demo is replayed; else start it again.',
      })
    : wrong(what, SYNCHRONISE);
}

const NO_DATE = { zh: '无法得知服务器时间', en: 'The server does not tell its time' };
const SYNCHRONISE = {
  zh: '请让两台机器的时钟同步（NTP），然后重启平台。',
  en: 'Synchronise the clocks (NTP) and start the platform again.',
};
