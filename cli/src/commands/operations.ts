import { fileURLToPath } from 'node:url';
import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { examine } from '../doctor/doctor.js';
import { misused } from '../failure.js';
import { printDigest } from '../operate/digest.js';
import { dropParked, listParked, replayParked } from '../operate/parked.js';
import { rebuild } from '../operate/rebuild.js';
import { SERVICES, type Service } from '../operate/services.js';
import { asSomebody, wholeNumber, type Giving } from './giving.js';

/** Where `npm start` keeps its data unless told otherwise: in the project's own folder. */
const DATA_DIR = fileURLToPath(new URL('../../../.data', import.meta.url));

/** Commands for those who keep the platform running. */
export function addOperations(giving: Giving): void {
  addDigest(giving);
  addRebuild(giving);
  const parked = giving.program
    .command('parked')
    .description(
      giving.say('处理搁置的消息：反复失败而被放到一边的', 'looks after parked messages: those that kept failing'),
    );
  addParkedList(giving, parked);
  addParkedReplay(giving, parked);
  addParkedDrop(giving, parked);
  addDoctor(giving);
}

function addDigest(giving: Giving): void {
  const { program, say, around } = giving;
  program
    .command('digest')
    .description(
      say('每个视图一行：行数与规范内容的 SHA-256', 'one line per view: rows and SHA-256 of its canonical rows'),
    )
    .addOption(new Option('--service <NAME...>', say('只看这些服务', 'only these services')).choices(SERVICES))
    .addOption(
      new Option('--wait <SECONDS>', say('最多等待系统处理完的秒数', 'how long to wait until everything is done'))
        .default(120)
        .argParser(wholeNumber(say, 0, 86_400)),
    )
    .action(async ({ service = SERVICES, wait }: { readonly service?: readonly Service[]; readonly wait: number }) => {
      const order = { services: service, wait: wait * 1_000 };
      await asSomebody(giving, 'administrator', (platform) => printDigest(platform, order, around));
    });
}

function addRebuild(giving: Giving): void {
  const { program, say, around } = giving;
  program
    .command('rebuild')
    .description(
      say(
        '在旁重建一个视图，完成后替换',
        'makes a view anew beside the one that is read, and stays until it has taken its place',
      ),
    )
    .argument('<view>', say('如 clients.client-list', 'such as clients.client-list'))
    .action(async (view: string) => {
      await asSomebody(giving, 'administrator', (platform) => rebuild(platform, view, around));
    });
}

function addParkedList(giving: Giving, parked: Command): void {
  const { say, around } = giving;
  parked
    .command('list')
    .description(say('列出：视图或反应、键、条数、自何时、原因', 'lists view or reaction, key, count, since when, why'))
    .option('--consumer <NAME>', say('只看这一个', 'only this one'))
    .action(async ({ consumer }: { readonly consumer?: string }) => {
      await asSomebody(giving, 'administrator', (platform) => listParked(platform, consumer, around));
    });
}

function addParkedReplay(giving: Giving, parked: Command): void {
  const { say, around } = giving;
  parked
    .command('replay')
    .description(
      say('按顺序重新处理一个键，或用 --all 处理全部', 'does a key again, in order, or every key with --all'),
    )
    .argument('<consumer>', say('如 clients.client-list.v2', 'such as clients.client-list.v2'))
    .argument('[key]', say('键', 'the key'))
    .option('--all', say('所有键', 'every key'))
    .action(async (consumer: string, key: string | undefined, { all = false }: { readonly all?: boolean }) => {
      if (all === (key !== undefined)) throw misused('请给出一个键，或 --all', 'Give a key, or --all');
      const what = { consumer, ...(key !== undefined && { key }) };
      await asSomebody(giving, 'administrator', (platform) => replayParked(platform, what, around));
    });
}

type DropOptions = { readonly reason: string; readonly count?: number };

function addParkedDrop(giving: Giving, parked: Command): void {
  const { say, around } = giving;
  parked
    .command('drop')
    .description(
      say('放弃一个键所搁置的消息，原因永久保留', 'gives up what is parked for a key; the reason is kept for ever'),
    )
    .argument('<consumer>', say('如 clients.client-list.v2', 'such as clients.client-list.v2'))
    .argument('<key>', say('键', 'the key'))
    .requiredOption('--reason <TEXT>', say('原因，至少 5 个字', 'why, at least 5 characters'))
    .addOption(
      new Option('--count <N>', say('只放弃最早的若干条', 'only so many of the oldest')).argParser(
        wholeNumber(say, 1, 1_000_000),
      ),
    )
    .action(async (consumer: string, key: string, { reason, count }: DropOptions) => {
      const drop = { consumer, key, reason, ...(count !== undefined && { count }) };
      await asSomebody(giving, 'administrator', (platform) => dropParked(platform, drop, around));
    });
}

function addDoctor(giving: Giving): void {
  const { program, say, around } = giving;
  program
    .command('doctor')
    .description(say('检查哪里有问题，并说明怎么办', 'says what is wrong and what to do'))
    .addOption(
      new Option('--data-dir <FOLDER>', say('数据文件夹', 'data folder'))
        .env('PCRM_DATA_DIR')
        .default(DATA_DIR, '.data'),
    )
    .action(async ({ dataDir }: { readonly dataDir: string }) => {
      await asSomebody(giving, 'administrator', (platform, url) =>
        examine(platform, { url, dataDir: resolve(dataDir), nodeVersion: process.versions.node }, around),
      );
    });
}
