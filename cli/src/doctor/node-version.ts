import { doubtful, fine, wrong, type Finding } from './finding.js';

/** The Node the platform is made for, and the oldest that can install it. */
const MADE_FOR = 24;
const OLDEST = 20;

/** Whether this Node is one the platform runs on. */
export function nodeVersion(version: string): Finding {
  const major = Number(version.split('.')[0]);
  if (major >= MADE_FOR) return fine(`Node ${version}`, `Node ${version}`);
  const advice = {
    zh: '请通过 npm run pcrm 与 npm start 运行：它们使用随项目安装的 Node。',
    en: 'Run it through npm run pcrm and npm start: they use the Node that is installed with the project.',
  };
  const what = { zh: `Node ${version}，应为 ${String(MADE_FOR)}`, en: `Node ${version}, made for ${String(MADE_FOR)}` };
  return major >= OLDEST ? doubtful(what, advice) : wrong(what, advice);
}
