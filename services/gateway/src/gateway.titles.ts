/** What the refusals of the gateway are called, for people. */
export const gatewayTitles = {
  'sign-in.wrong': { zh: '用户名或密码不正确', en: 'User and password do not belong together' },
  'setup.link-used': {
    zh: '此链接已经用过或不是最新的；若尚无系统管理员，重新启动系统即可得到新链接',
    en: 'This link was used or is not the newest; a start without an administrator prints a new one',
  },
  'user.exists': { zh: '用户名已被使用', en: 'There is a user of this name already' },
  'user.last-administrator': {
    zh: '这是最后一位可登录的系统管理员：请先添加另一位',
    en: 'This is the last administrator who may sign in: add another one first',
  },
  'user.unknown': { zh: '没有此用户', en: 'There is no such user' },
  'user.staff-unknown': { zh: '员工名单中没有此工号', en: 'There is no such member of staff' },
  'facts.differ': {
    zh: '此处已有另一条事实：只能导入到没有其他数据的系统',
    en: 'Another fact stands in this place: facts are imported only into an installation that holds no others',
  },
  'facts.not-empty': {
    zh: '系统已有自己的事实：只能导入到空的系统',
    en: 'This installation has facts of its own: facts are imported only into an empty one',
  },
  'facts.keys-first': {
    zh: '请先导入密钥：没有密钥，客户的个人信息读不出来',
    en: 'Import the keys first: without them nothing personal can be read',
  },
  'keys.not-opened': {
    zh: '口令不对，或文件被改动过',
    en: 'The passphrase is wrong, or the file was changed',
  },
  'keys.differ': {
    zh: '系统中已有此客户的另一把密钥：两者不属于同一系统',
    en: 'There is another key of this client: the two belong to different installations',
  },
} as const;
