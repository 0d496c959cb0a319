import type { Command } from 'commander';
import { addUser, disableUser, listUsers, resetPassword, type PasswordFrom } from '../users/users.js';
import { asSomebody, type Giving } from './giving.js';

/** Commands about who may sign in. */
export function addUserCommands(giving: Giving): void {
  const { program, say } = giving;
  const users = program.command('users').description(say('管理可以登录的用户', 'looks after who may sign in'));
  addList(giving, users);
  addAdd(giving, users);
  addReset(giving, users);
  addDisable(giving, users, true);
  addDisable(giving, users, false);
}

function addList(giving: Giving, users: Command): void {
  users
    .command('list')
    .description(giving.say('列出用户', 'lists them'))
    .action(async () => {
      await asSomebody(giving, 'administrator', (platform) => listUsers(platform, giving.around));
    });
}

function addAdd(giving: Giving, users: Command): void {
  const { say, around } = giving;
  const command = users
    .command('add')
    .description(
      say(
        '为员工添加用户；角色与网点随员工名单',
        'adds a user for a member of staff; role and outlet follow the staff list',
      ),
    )
    .argument('<user>', say('用户名', 'name to sign in with'))
    .requiredOption('--staff <ID>', say('员工号', 'member of staff'));
  withPassword(command, say).action(
    async (userId: string, { staff, ...from }: PasswordFrom & { readonly staff: string }) => {
      await asSomebody(giving, 'administrator', (platform) =>
        addUser(platform, { userId, staffId: staff, ...from }, around),
      );
    },
  );
}

function addReset(giving: Giving, users: Command): void {
  const { say, around } = giving;
  const command = users
    .command('reset-password')
    .description(say('设置新密码', 'sets another password'))
    .argument('<user>', say('用户名', 'name to sign in with'));
  withPassword(command, say).action(async (userId: string, from: PasswordFrom) => {
    await asSomebody(giving, 'administrator', (platform) => resetPassword(platform, { userId, ...from }, around));
  });
}

function addDisable(giving: Giving, users: Command, disabled: boolean): void {
  const { say, around } = giving;
  users
    .command(disabled ? 'disable' : 'enable')
    .description(disabled ? say('停用用户', 'locks a user out') : say('重新启用用户', 'lets a user in again'))
    .argument('<user>', say('用户名', 'name to sign in with'))
    .action(async (userId: string) => {
      await asSomebody(giving, 'administrator', (platform) => disableUser(platform, { userId, disabled }, around));
    });
}

const withPassword = (command: Command, say: Giving['say']): Command =>
  command
    .option('--password-stdin', say('从标准输入读取新密码', 'reads the new password from standard input'))
    .option('--generate', say('生成新密码并显示一次', 'makes one up and prints it once'));
