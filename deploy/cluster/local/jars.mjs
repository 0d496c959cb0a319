// The class paths of the local parts, fetched with Maven once and kept outside the tree.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** A registry that does not answer is no reason to wait for ever. */
const MAVEN_PATIENCE_MS = 300_000;
const PROGRAMS = { java: ['-version'], mvn: ['-v'] };

const cache = () => process.env.PCRM_CACHE_DIR ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'pcrm');

const folderOf = (part) => {
  const pom = readFileSync(join(import.meta.dirname, part, 'pom.xml'));
  return join(cache(), 'jars', `${part}-${createHash('sha256').update(pom).digest('hex').slice(0, 12)}`);
};

/** What this machine lacks to start a part: names of programs; empty when it can. Maven is needed for the first start only. */
export async function whatIsMissing(part) {
  const needed = existsSync(folderOf(part)) ? ['java'] : ['java', 'mvn'];
  const there = await Promise.all(needed.map((name) => run(name, PROGRAMS[name]).then(() => true, () => false))); // prettier-ignore
  return needed.filter((_, nth) => !there[nth]);
}

/** The folder with the jars of a part (`kafka` or `mongo`); the pom's content is its key, so a new version is fetched anew. */
export async function jarsOf(part) {
  const folder = folderOf(part);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  const pom = join(import.meta.dirname, part, 'pom.xml');
  try {
    const args = ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${unfinished}`];
    await run('mvn', args, { timeout: MAVEN_PATIENCE_MS });
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } catch (error) {
    if (!existsSync(folder))
      throw new Error(`Maven could not fetch the jars of ${part}: ${said(error)}`, { cause: error });
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

const said = ({ stdout, stderr, message }) => `${stdout ?? ''}${stderr ?? ''}`.trim() || message;
