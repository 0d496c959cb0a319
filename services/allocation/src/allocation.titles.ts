/** What the refusals of this service are called, for people. */
export const allocationTitles = {
  'book.client-unknown': { zh: '该客户不在本网点', en: 'The client is not in this outlet’s book' },
  'book.already-assigned': { zh: '该客户已有管户人', en: 'The client already has a maintainer' },
  'book.not-assigned': { zh: '该客户尚无管户人', en: 'Nobody maintains the client yet' },
  'book.not-a-vip-client': {
    zh: '该客户既非签约客户，也非潜在贵宾客户',
    en: 'The client is neither signed nor potential',
  },
  'book.capacity-exceeded': { zh: '超出该员工的管户上限', en: 'The book would go above load 1.00' },
  'book.potential-needs-client-manager': {
    zh: '潜在贵宾客户须由客户经理维护',
    en: 'A potential client needs a client manager',
  },
  'book.role-may-not-maintain': {
    zh: '该岗位不得维护此等级客户',
    en: 'This role may not maintain a client of this tier',
  },
  'book.band-not-allowed': {
    zh: '客户年日均不在该岗位可维护区间',
    en: 'The client’s average is outside this role’s band',
  },
  'book.band-unknown': {
    zh: '按年日均区间分配（A8）尚无依据：该客户入册后还没有结账的营业日',
    en: 'No band of the average yet (A8): no business day has been closed since this client came in',
  },
  'book.role-is-not-allotted': {
    zh: '仅大堂经理、柜员可分担金卡客户',
    en: 'Only lobby managers and tellers are allotted gold clients',
  },
  'book.adviser-ratio-exceeded': { zh: '超出顾问配比', en: 'The adviser’s ratio would be exceeded' },
  'book.adviser-tier-not-allowed': {
    zh: '该顾问不支持此等级客户',
    en: 'This adviser does not support a client of this tier',
  },
  'book.role-may-not-advise': { zh: '该员工不是顾问', en: 'This member of staff is no adviser' },
  'book.staff-unknown': { zh: '本网点没有该员工', en: 'The book does not know this member of staff' },
  'book.staff-elsewhere': { zh: '该员工已调往其他网点', en: 'This member of staff is at another outlet' },
  'book.reason-too-long': { zh: '书面理由过长', en: 'The written reason is too long' },
  'book.too-many-moves': { zh: '一次调整的客户过多', en: 'Too many moves in one step' },
  'book.more-than-one-outlet': { zh: '客户分属不同网点', en: 'The clients belong to different outlets' },
  'book.same-outlet': { zh: '客户已在该网点', en: 'The client is in this outlet already' },
  'book.outlet-unknown': { zh: '没有该网点', en: 'There is no such outlet' },
  'placement.elsewhere': { zh: '客户已归属其他网点', en: 'The client belongs to another outlet' },
  'placement.not-there': { zh: '客户不在转出网点', en: 'The client is not in that outlet' },
  'staff.departed': { zh: '该员工已离职', en: 'This member of staff has left' },
  'staff.unknown': { zh: '没有该员工', en: 'There is no such member of staff' },
  'staff.joined-already': { zh: '该员工号已在用', en: 'This staff number is in use' },
  'staff.changed-later-already': { zh: '该员工之后已有调整', en: 'The post was changed later already' },
  'staff.role-has-no-outlet': { zh: '该岗位不属于网点', en: 'This role belongs to no outlet' },
  'staff.outlet-needed': { zh: '该岗位须指定网点', en: 'This role needs an outlet' },
  'staff.outlet-unknown': { zh: '没有该网点', en: 'There is no such outlet' },
  'staff.capacity-out-of-range': {
    zh: '能力系数须在 50% 至 150% 之间',
    en: 'The capacity factor is 50 to 150 percent',
  },
} as const;

/** The refusals about the capacity policy. */
export const capacityTitles = {
  'capacity-policy.date-in-the-past': { zh: '生效日期已过', en: 'The effective date has passed' },
  'capacity-policy.capacity-given-twice': { zh: '同一岗位同一等级重复设置', en: 'One role and tier is given twice' },
  'capacity-policy.managers-cover-every-tier': {
    zh: '须为客户经理设置全部等级的配比',
    en: 'Client managers need a capacity for every tier',
  },
  'capacity-policy.load-not-exact': {
    zh: '配比数值过于零散，无法精确比较',
    en: 'These capacities have no small common denominator',
  },
  'capacity-policy.not-proposed': { zh: '没有待审批的该版本', en: 'This version is not waiting for approval' },
  'capacity-policy.maker-is-checker': { zh: '提出人与审批人须为不同人员', en: 'Maker and checker must be two persons' },
  'capacity-policy.adopted-already': { zh: '该版本已生效', en: 'This version is adopted already' },
} as const;
