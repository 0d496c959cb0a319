import { Option, type Command } from 'commander';
import { exportFacts, type MoveOrder } from '../move/export-facts.js';
import { importFacts } from '../move/import-facts.js';
import { exportKeys, importKeys } from '../move/move-keys.js';
import type { ExitCode } from '../failure.js';
import type { Surroundings } from '../surroundings.js';
import type { Platform } from '../talking/platform.js';
import { asSomebody, wholeNumber, type Giving } from './giving.js';

type Move<Order> = (platform: Platform, order: Order, around: Surroundings) => Promise<ExitCode>;

/** Commands that take an installation's facts and keys out and in: backup, restore, and the move to another edition. */
export function addMoving(giving: Giving): void {
  const { program, say } = giving;
  const facts = program.command('facts').description(say('导出与导入全部事实', 'takes all facts out and in'));
  addFacts(giving, facts.command('export'), exportFacts)
    .description(say('导出到 JSON 行文件；等一切处理完；中断后可继续', 'writes them into a file of JSON lines, once everything has been done; goes on where it stopped')); // prettier-ignore
  addFacts(giving, facts.command('import'), importFacts)
    .description(say('导入到空的系统（先导入密钥），并核对两边', 'brings them into an empty installation (keys first), and compares both sides')); // prettier-ignore
  const keys = program
    .command('keys')
    .description(say('导出与导入密钥和销毁记录', 'takes keys and tombstones out and in'));
  addKeys(giving, keys.command('export'), exportKeys)
    .description(say('导出到用口令（PCRM_PASSPHRASE）加密的文件', 'writes them into a file sealed with a passphrase (PCRM_PASSPHRASE)')); // prettier-ignore
  addKeys(giving, keys.command('import'), importKeys)
    .description(say('导入；已销毁的密钥不会回来', 'brings them in; a destroyed key never comes back')); // prettier-ignore
}

function addFacts(giving: Giving, command: Command, move: Move<MoveOrder>): Command {
  const { say, around } = giving;
  return command
    .argument('<file>', say('文件', 'the file'))
    .addOption(
      new Option(
        '--wait <SECONDS>',
        say('最多等多少秒，直到一切处理完', 'waits at most so long until everything has been done'),
      )
        .default(600)
        .argParser(wholeNumber(say, 0, 1_000_000)),
    )
    .action(async (path: string, { wait }: { readonly wait: number }) => {
      await asSomebody(giving, 'administrator', (platform) => move(platform, { path, wait: wait * 1_000 }, around));
    });
}

function addKeys(giving: Giving, command: Command, move: Move<string>): Command {
  return command.argument('<file>', giving.say('文件', 'the file')).action(async (path: string) => {
    await asSomebody(giving, 'administrator', (platform) => move(platform, path, giving.around));
  });
}
