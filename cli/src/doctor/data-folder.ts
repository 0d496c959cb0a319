import { accessSync, constants, existsSync, readdirSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { doubtful, fine, wrong, type Finding } from './finding.js';

const NEEDED = ['facts.sqlite', 'messages.sqlite', 'vault.sqlite', 'master.key'];
const GIB = 1024 ** 3;
const ELSEWHERE = {
  zh: '或用 PCRM_DATA_DIR 指定其他文件夹。',
  en: 'or point PCRM_DATA_DIR at another folder.',
};

/** What can be seen of a data folder from outside, whether the platform runs or not. Nothing in it is opened or changed. */
export function dataFolder(path: string, isAlive: (pid: number) => boolean = alive): readonly Finding[] {
  if (!existsSync(path)) {
    const advice = {
      zh: '首次 npm start 会创建它；如果数据在别处，请用 --data-dir 或 PCRM_DATA_DIR 指出。',
      en: 'The first npm start makes it. If the data is elsewhere, name it with --data-dir or PCRM_DATA_DIR.',
    };
    return [doubtful({ zh: `数据文件夹 ${path} 不存在`, en: `There is no data folder ${path}` }, advice)];
  }
  const access = accessTo(path);
  if (access.state === 'wrong') return [access];
  return [access, ...whole(path), ...secrets(path), space(path), lock(path, isAlive)];
}

function accessTo(path: string): Finding {
  const advice = {
    zh: `请给当前用户读写权限，${ELSEWHERE.zh}`,
    en: `Give this user permission to read and write it, ${ELSEWHERE.en}`,
  };
  try {
    if (!statSync(path).isDirectory())
      return wrong(
        { zh: `${path} 不是文件夹`, en: `${path} is not a folder` },
        { zh: `请移走它，${ELSEWHERE.zh}`, en: `Move it away, ${ELSEWHERE.en}` },
      );
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return fine(`数据文件夹 ${path} 可读写`, `The data folder ${path} can be read and written`);
  } catch {
    return wrong(
      { zh: `数据文件夹 ${path} 不可读写`, en: `The data folder ${path} cannot be read and written` },
      advice,
    );
  }
}

/** A folder that was settled once must still hold what cannot be built anew. */
function whole(path: string): readonly Finding[] {
  if (!existsSync(join(path, 'folder.json'))) return [];
  const missing = NEEDED.filter((name) => !existsSync(join(path, name)));
  if (missing.length === 0) return [fine('数据文件齐全', 'The files of the data folder are there')];
  const list = missing.join(', ');
  return [
    wrong(
      { zh: `数据文件夹缺少 ${list}`, en: `The data folder has lost ${list}` },
      { zh: `请从备份中恢复，${ELSEWHERE.zh}`, en: `Put the files back from a backup, ${ELSEWHERE.en}` },
    ),
  ];
}

/** Keys and the folder itself are for their owner alone. */
function secrets(path: string): readonly Finding[] {
  const open = ['.', ...readdirSync(path).filter((name) => /\.(key|secret)$/.test(name))].filter(
    (name) => (statSync(join(path, name)).mode & 0o077) !== 0,
  );
  if (process.platform === 'win32' || open.length === 0) return [];
  const list = open.map((name) => join(path, name)).join(' ');
  return [
    wrong(
      { zh: `其他用户可以读取：${list}`, en: `Other users can read ${list}` },
      { zh: `请执行 chmod go-rwx ${list}`, en: `Run chmod go-rwx ${list}` },
    ),
  ];
}

function space(path: string): Finding {
  const { bavail, bsize } = statfsSync(path);
  const free = bavail * bsize;
  const told = (free / GIB).toFixed(1);
  const what = { zh: `磁盘剩余 ${told} GiB`, en: `${told} GiB free on the disk` };
  const advice = {
    zh: '请清理磁盘：空间用尽时平台将停止写入。',
    en: 'Free some space: on a full disk nothing more is written.',
  };
  if (free >= 2 * GIB) return fine(what.zh, what.en);
  return free >= GIB / 4 ? doubtful(what, advice) : wrong(what, advice);
}

/** The lock itself ends with its process; the file beside it tells which one that was. */
function lock(path: string, isAlive: (pid: number) => boolean): Finding {
  const file = join(path, 'lock.pid');
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : Number.NaN;
  return Number.isInteger(pid) && pid > 0 && isAlive(pid)
    ? fine(`数据文件夹由进程 ${String(pid)} 使用`, `The data folder is used by process ${String(pid)}`)
    : fine('没有进程占用数据文件夹', 'No process holds the data folder');
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return Error.isError(error) && 'code' in error && error.code === 'EPERM';
  }
}
