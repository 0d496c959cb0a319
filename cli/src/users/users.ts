import { randomBytes } from 'node:crypto';
import { EXIT, Failure, misused, type ExitCode } from '../failure.js';
import { columns } from '../speaking/table.js';
import type { Surroundings } from '../surroundings.js';
import type { Platform } from '../talking/platform.js';

type User = {
  readonly userId: string;
  readonly staffId: string;
  readonly disabled: boolean;
  readonly createdAt: string;
};

/** Where the new password comes from: the terminal, standard input, or chance (it is printed once, when it holds). */
export type PasswordFrom = { readonly passwordStdin?: boolean; readonly generate?: boolean };

/** Everybody who may sign in. */
export async function listUsers(platform: Platform, { out, tell, language }: Surroundings): Promise<ExitCode> {
  const { items } = await platform.get<{ items: readonly User[] }>('users');
  const state = (disabled: boolean): string =>
    (disabled ? { zh: '停用', en: 'disabled' } : { zh: '启用', en: 'enabled' })[language];
  if (items.length === 0)
    tell({
      zh: '还没有用户。用 pcrm users add 添加；演示数据中的员工无需用户即可登录。',
      en: 'There are no users yet. pcrm users add adds one; the people of a demo branch sign in without.',
    });
  for (const line of columns(items.map((user) => [user.userId, user.staffId, state(user.disabled), user.createdAt])))
    out(line);
  return EXIT.done;
}

/** Lets a member of staff sign in; role and outlet follow the staff list. */
export async function addUser(
  platform: Platform,
  { userId, staffId, ...from }: PasswordFrom & { readonly userId: string; readonly staffId: string },
  around: Surroundings,
): Promise<ExitCode> {
  const password = await newPassword(from, around);
  await platform.order('POST', 'users', { userId, staffId, password });
  if (from.generate) around.out(password);
  around.tell({ zh: `已添加用户 ${userId}（员工 ${staffId}）`, en: `User ${userId} (staff ${staffId}) is added` });
  return EXIT.done;
}

/** Gives a user another password. */
export async function resetPassword(
  platform: Platform,
  { userId, ...from }: PasswordFrom & { readonly userId: string },
  around: Surroundings,
): Promise<ExitCode> {
  const password = await newPassword(from, around);
  await platform.order('PUT', `users/${encodeURIComponent(userId)}/password`, { password });
  if (from.generate) around.out(password);
  around.tell({ zh: `${userId} 的密码已重置`, en: `The password of ${userId} is reset` });
  return EXIT.done;
}

/** Locks a user out, or lets them in again. */
export async function disableUser(
  platform: Platform,
  { userId, disabled }: { readonly userId: string; readonly disabled: boolean },
  { tell }: Surroundings,
): Promise<ExitCode> {
  await platform.order('PUT', `users/${encodeURIComponent(userId)}/disabled`, { disabled });
  tell(
    disabled
      ? { zh: `${userId} 已停用，半分钟内生效`, en: `${userId} is locked out within half a minute` }
      : { zh: `${userId} 已启用`, en: `${userId} may sign in again` },
  );
  return EXIT.done;
}

async function newPassword({ passwordStdin, generate }: PasswordFrom, around: Surroundings): Promise<string> {
  if (generate) return randomBytes(12).toString('base64url');
  const given = passwordStdin ? (await around.readInput()).replace(/\r?\n$/, '') : await askTwice(around);
  if (given !== undefined && given !== '') return given;
  throw misused(
    '缺少新密码：在终端中输入，或用 --password-stdin、--generate',
    'There is no new password: type it at a terminal, or use --password-stdin or --generate',
  );
}

async function askTwice({ askSecret }: Surroundings): Promise<string | undefined> {
  const once = await askSecret({ zh: '新密码（至少 10 位）：', en: 'New password (at least 10 characters): ' });
  if (once === undefined) return undefined;
  const again = await askSecret({ zh: '再输入一次：', en: 'Once more: ' });
  if (again === once) return once;
  throw new Failure({ zh: '两次输入的密码不一致', en: 'The two passwords differ' }, EXIT.misused);
}
