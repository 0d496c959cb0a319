/** Roles of the people of a branch. clientManager 客户经理 · lobbyManager 大堂经理 · teller 柜员 · wealthAdviser 财富顾问 · financialAdviser 理财顾问 · outletHead 网点负责人 · branchManager 支行行长 · branchAnalyst 分行分析员 · compliance 合规 · administrator 系统管理员. */
export const STAFF_ROLES = [
  'clientManager',
  'lobbyManager',
  'teller',
  'wealthAdviser',
  'financialAdviser',
  'outletHead',
  'branchManager',
  'branchAnalyst',
  'compliance',
  'administrator',
] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** G2, the eight occupations: 政府官员, 一般公务员, 企业高管, 企业中层, 私营企业家, 学者专家, 文艺体育明星, 高收入家庭主妇. */
export const OCCUPATIONS = [
  'governmentOfficial',
  'civilServant',
  'executive',
  'middleManager',
  'privateEntrepreneur',
  'scholar',
  'artsOrSportsStar',
  'homemaker',
] as const;
export type Occupation = (typeof OCCUPATIONS)[number];

/** G3: 关系取向, 价值取向, 服务取向. */
export const ORIENTATIONS = ['relationship', 'value', 'service'] as const;
export type Orientation = (typeof ORIENTATIONS)[number];

/** Ways to reach a client: 电话, 面谈, 短信, 电子邮件, 微信. */
export const CHANNELS = ['phone', 'meeting', 'sms', 'email', 'wechat'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Who began it: the bank (outbound 呼出) or the client (inbound 呼入). */
export const DIRECTIONS = ['outbound', 'inbound'] as const;
export type Direction = (typeof DIRECTIONS)[number];
