import type { Permission } from './permissions.js';

/** Roles 岗位, and `system`: a machine (core banking, the SMS gateway), never a person. */
export const ROLES = [
  'clientManager', // 客户经理
  'lobbyManager', // 大堂经理
  'teller', // 柜员
  'wealthAdviser', // 财富顾问
  'financialAdviser', // 理财顾问
  'outletHead', // 网点负责人
  'branchManager', // 分行行长
  'branchAnalyst', // 分行数据岗
  'compliance', // 合规
  'administrator', // 系统管理员
  'system',
] as const;
export type Role = (typeof ROLES)[number];

/** How far a role sees: the clients they look after, their outlet, all outlets, or no client at all. */
export type Reach = 'own' | 'outlet' | 'all' | 'none';
export type RoleTable = { readonly [R in Role]: { readonly reach: Reach; readonly may: readonly Permission[] } };

/** Looking after clients: everybody who has some. */
const TENDS: readonly Permission[] = [
  'client.list',
  'client.read',
  'client.reveal',
  'book.read',
  'contact.log',
  'contact.read',
  'report.submit',
  'duty.read',
  'plan.work',
  'message.read',
  'message.confirm',
  'message.request',
  'alert.read',
  'staff.list',
  'template.read',
  'compliance.read',
  'tier-policy.read',
  'cadence-policy.read',
  'outreach-policy.read',
];
/** May refer a client of theirs and note what they say about being written to, but works no pipeline. */
const HELPS: readonly Permission[] = [...TENDS, 'client.mark-potential', 'client.consent'];
/** Works the pipeline of a client from allocation to signing. */
const SIGNS: readonly Permission[] = [
  ...HELPS,
  'client.register',
  'client.edit-file',
  'client.sign',
  'opportunity.read',
  'opportunity.work',
  'opportunity.terminate',
];
/** Sees and changes nothing. */
const LOOKS: readonly Permission[] = [
  'book.read',
  'load-board.read',
  'unassigned.read',
  'opportunity.read',
  'contact.read',
  'duty.read',
  'compliance.read',
  'template.read',
  'message.read',
  'alert.read',
  'staff.list',
  'tier-policy.read',
  'cadence-policy.read',
  'capacity-policy.read',
  'outreach-policy.read',
];

/** Who may do what. Maker and checker of a policy or template are two persons even where one role may do both. */
export const roleTable: RoleTable = {
  clientManager: { reach: 'own', may: SIGNS },
  lobbyManager: { reach: 'own', may: HELPS },
  teller: { reach: 'own', may: HELPS },
  wealthAdviser: { reach: 'own', may: [...TENDS, 'opportunity.read'] },
  financialAdviser: { reach: 'own', may: [...TENDS, 'opportunity.read'] },
  outletHead: {
    reach: 'outlet',
    may: [
      ...SIGNS,
      'client.import',
      'client.override-tier',
      'client.assign',
      'client.assign-override',
      'load-board.read',
      'unassigned.read',
      'capacity-policy.read',
      'duty.waive',
      'alert.acknowledge',
      'staff.manage',
      'template.write',
    ],
  },
  branchManager: {
    reach: 'all',
    may: [
      ...LOOKS,
      'client.list',
      'tier-policy.approve',
      'capacity-policy.approve',
      'cadence-policy.approve',
      'outreach-policy.approve',
      'template.approve',
    ],
  },
  branchAnalyst: { reach: 'all', may: [...LOOKS, 'client.list', 'client.import', 'feed.upload', 'business-day.close'] },
  compliance: { reach: 'all', may: [...LOOKS, 'client.list', 'client.read'] },
  administrator: {
    reach: 'none',
    may: [
      'outlet.manage',
      'staff.list',
      'staff.manage',
      'user.manage',
      'tier-policy.read',
      'tier-policy.propose',
      'tier-policy.approve',
      'capacity-policy.read',
      'capacity-policy.propose',
      'capacity-policy.approve',
      'cadence-policy.read',
      'cadence-policy.propose',
      'cadence-policy.approve',
      'outreach-policy.read',
      'outreach-policy.propose',
      'outreach-policy.approve',
      'template.read',
      'template.write',
      'template.approve',
      'operations.read',
      'operations.act',
      'installation.move',
      'demo.move-clock',
    ],
  },
  system: { reach: 'none', may: ['feed.upload', 'business-day.close', 'receipt.receive', 'demo.move-clock'] },
};

const allowed: ReadonlyMap<Role, ReadonlySet<Permission>> = new Map(
  ROLES.map((role) => [role, new Set(roleTable[role].may)]),
);

export const mayDo = (role: Role, permission: Permission): boolean => allowed.get(role)?.has(permission) ?? false;
