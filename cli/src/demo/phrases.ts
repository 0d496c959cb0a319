/** What the staff write down; chosen by chance. */
export const NEEDS = [
  '希望了解贵宾服务内容与权益',
  '关注资产稳健增值，期限一年以内',
  '子女教育金规划',
  '希望有专人提醒到期与利率变动',
];
export const FEEDBACK = ['对贵宾服务表示认可', '希望网点减少等候时间', '愿意参加理财讲座', '需与家人商量后答复'];
export const ON_HOLD = [
  '客户出国探亲，归国后再联系',
  '客户资金年底到期，届时再谈',
  '客户正在办理房产过户，要求过段时间再联系',
];
export const STEP_BACK = ['资金到账推迟，约定重新面谈', '客户家人尚有疑问，需再次沟通'];
export const JUDGED_FOR = [
  '企业代发工资，存款增长快',
  '近期有拆迁补偿款到账',
  '家庭成员为贵宾客户',
  '经营户，流水稳定',
];
export const SIGNED_UP = '社区理财讲座现场登记，有意了解贵宾服务';
export const WAIVED_FOR = ['客户出国探亲，本月无法联系', '客户住院，家属请求勿扰', '客户要求本月不再来电'];
