import type { Template } from './compose/message-template.events.js';

/** The templates a branch begins with; they are adopted once as facts and changed like any other afterwards. */
export const BUILT_IN_TEMPLATES: readonly Template[] = [
  {
    templateId: 'c0a8f1de-0000-5000-8000-000000000001',
    version: 1,
    name: '生日祝福',
    kind: 'greeting',
    occasion: 'birthday',
    text: '尊敬的{clientName}，今天是您的生日，{outletName}{managerName}祝您生日快乐，身体健康，阖家幸福！',
    variables: [],
  },
  {
    templateId: 'c0a8f1de-0000-5000-8000-000000000002',
    version: 1,
    name: '产品到期提醒',
    kind: 'service',
    occasion: 'maturity',
    text: '尊敬的{clientName}，您持有的{product}将于{date}到期，届时资金自动转入您的账户，详询客户经理{managerName}。',
    variables: ['product', 'date'],
  },
  {
    templateId: 'c0a8f1de-0000-5000-8000-000000000003',
    version: 1,
    name: '新产品发售',
    kind: 'marketing',
    occasion: null,
    text: '尊敬的{clientName}，{product}将于{date}发售，欢迎莅临{outletName}或联系客户经理{managerName}了解。',
    variables: ['product', 'date'],
  },
];
