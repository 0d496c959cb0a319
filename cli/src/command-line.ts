import { Command, CommanderError } from 'commander';
import { addDataCommands } from './commands/data.js';
import { addGlobalOptions, inLanguage, type Giving } from './commands/giving.js';
import { addMoving } from './commands/moving.js';
import { addOperations } from './commands/operations.js';
import { addUserCommands } from './commands/user-commands.js';
import { EXIT, Failure, type ExitCode } from './failure.js';
import { misuse } from './speaking/misuse.js';
import type { Surroundings } from './surroundings.js';

/** What commander calls the parts of a help text, in Chinese. */
const TITLES: { readonly [title: string]: string } = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
  'Global Options:': '通用选项：',
};

/** Runs one command line (without node and script) and answers what the process should end with. */
export async function runCommandLine(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  const program = commandLine(around, (ended) => (code = ended));
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.misused;
    if (!(error instanceof Failure)) throw error;
    around.tell(error.words);
    return error.exitCode;
  }
}

function commandLine(around: Surroundings, ends: (code: ExitCode) => void): Command {
  const say = inLanguage(around.language);
  const program = new Command('pcrm');
  program
    .description(say('导入、上传、重建与检查 PCRM。', 'Feeds, imports, rebuilds and examines a PCRM installation.'))
    .exitOverride()
    .configureOutput({
      writeOut: (text) => around.out(text.trimEnd()),
      writeErr: (text) => around.tell(misuse(text.trimEnd())),
    })
    .configureHelp({ showGlobalOptions: true, styleTitle: (title) => say(TITLES[title] ?? title, title) })
    .helpOption('-h, --help', say('显示帮助', 'shows this'))
    .helpCommand('help [command]', say('显示某个命令的帮助', 'shows the help of a command'));
  const giving: Giving = { program, around, say, ends };
  addGlobalOptions(giving);
  addDataCommands(giving);
  addUserCommands(giving);
  addOperations(giving);
  addMoving(giving);
  return program;
}
