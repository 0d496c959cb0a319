/** What the refusals of the gateway are called, for people. */
export const gatewayTitles = {
  'sign-in.wrong': { zh: '用户名或密码不正确', en: 'User and password do not belong together' },
  'setup.link-used': {
    zh: '此链接已经用过或不是最新的；若尚无系统管理员，重新启动系统即可得到新链接',
    en: 'This link was used or is not the newest; a start without an administrator prints a new one',
  },
  'user.exists': { zh: '用户名已被使用', en: 'There is a user of this name already' },
  'user.unknown': { zh: '没有此用户', en: 'There is no such user' },
  'user.staff-unknown': { zh: '员工名单中没有此工号', en: 'There is no such member of staff' },
} as const;
