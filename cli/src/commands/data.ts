import { resolve } from 'node:path';
import { Argument, InvalidArgumentError, Option } from 'commander';
import { feedFile } from '../feed/feed-file.js';
import type { FeedFormat } from '../feed/feed-entrance.js';
import type { Encoding } from '../import/encoding.js';
import { IMPORTS, importFile, type Import } from '../import/import-file.js';
import { demoFolder } from '../write/demo-folder.js';
import { asSomebody, encodingOption, wholeNumber, type Giving } from './giving.js';

type FileOptions = { readonly encoding: Encoding; readonly rejected?: string };
const SECOND = 1_000;

/** Commands that bring data in, and the one that makes data up. */
export function addDataCommands(giving: Giving): void {
  addImport(giving);
  addFeed(giving);
  addDemo(giving);
}

function addImport(giving: Giving): void {
  const { program, say, around } = giving;
  program
    .command('import')
    .description(
      say(
        '导入网点、员工或客户（CSV）；同一文件重复导入不产生变化',
        'imports outlets, staff or clients (CSV); the same file again changes nothing',
      ),
    )
    .addArgument(new Argument('<what>', say('导入什么', 'what the file holds')).choices(IMPORTS))
    .argument('<file>', say('CSV 文件，首行为列名', 'CSV file with a heading line'))
    .addOption(encodingOption(say))
    .addOption(rejectedOption(giving))
    .action(async (what: Import, file: string, { encoding, rejected }: FileOptions) => {
      const order = { what, path: resolve(file), encoding, rejectedPath: rejectedPath(file, rejected) };
      const role = what === 'clients' ? 'branchAnalyst' : 'administrator';
      await asSomebody(giving, role, (platform) => importFile(platform, order, around));
    });
}

type FeedOptions = FileOptions & { readonly format?: FeedFormat; readonly patience: number };

function addFeed(giving: Giving): void {
  const { program, say, around } = giving;
  program
    .command('feed')
    .description(
      say(
        '上传核心系统的余额与到店文件；中断后重新运行同一命令即继续',
        'uploads a core-banking file; broken off, the same command goes on',
      ),
    )
    .argument('<file>', say('CSV 或 JSON 行文件，格式见 docs/feed.md', 'CSV or JSON lines, see docs/feed.md'))
    .addOption(encodingOption(say))
    .addOption(
      new Option('--format <FORMAT>', say('缺省由首个字符判断', 'by the first character when absent')).choices([
        'csv',
        'ndjson',
      ]),
    )
    .addOption(
      new Option(
        '--patience <SECONDS>',
        say('平台暂停服务时最多等待多久', 'how long an outage of the platform is waited out'),
      )
        .default(300)
        .argParser(wholeNumber(say, 0, 86_400)),
    )
    .addOption(rejectedOption(giving))
    .action(async (file: string, { encoding, rejected, format, patience }: FeedOptions) => {
      const order = {
        ...{ path: resolve(file), encoding, rejectedPath: rejectedPath(file, rejected), patience: patience * SECOND },
        ...(format !== undefined && { format }),
      };
      await asSomebody(giving, 'branchAnalyst', (platform) => feedFile(platform, order, around));
    });
}

type DemoOptions = { readonly clients: number; readonly days: number; readonly seed: number; readonly start?: string };

function addDemo({ program, say, around, ends }: Giving): void {
  program
    .command('demo')
    .description(
      say('生成演示数据文件夹；同样的参数得到同样的字节', 'writes a demo folder; the same options give the same bytes'),
    )
    .argument('<folder>', say('新文件夹，或要延长的演示文件夹', 'a new folder, or one to add days to'))
    .addOption(
      new Option('--clients <N>', say('客户数', 'clients')).default(5_000).argParser(wholeNumber(say, 1, 1_000_000)),
    )
    .addOption(
      new Option('--days <D>', say('历史天数', 'days of history')).default(365).argParser(wholeNumber(say, 1, 3_650)),
    )
    .addOption(
      new Option('--seed <S>', say('随机种子', 'seed of chance'))
        .default(1)
        .argParser(wholeNumber(say, 0, 2 ** 31 - 1)),
    )
    .addOption(
      new Option(
        '--start <DATE>',
        say('首个业务日；缺省为使数据止于昨天', 'first business date; by default the demo ends yesterday'),
      ).argParser((text) => businessDate(text, say)),
    )
    .action(async (folder: string, options: DemoOptions) => {
      ends(await demoFolder({ folder: resolve(folder), ...options }, around));
    });
}

function businessDate(text: string, say: Giving['say']): string {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00.000Z`) : new Date(Number.NaN);
  if (!Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)) return text;
  throw new InvalidArgumentError(say('应形如 2026-01-31。', 'It looks like 2026-01-31.'));
}

const rejectedOption = ({ say }: Giving): Option =>
  new Option(
    '--rejected <FILE>',
    say('被拒绝的行写到何处；缺省为 <文件>.rejected.csv', 'where rejected lines go; <file>.rejected.csv by default'),
  );

const rejectedPath = (file: string, wanted: string | undefined): string => resolve(wanted ?? `${file}.rejected.csv`);
