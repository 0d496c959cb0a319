/** What the refusals of this service are called, for people. */
export const notificationsTitles = {
  'message.unknown': { zh: '没有这条短信', en: 'There is no such message' },
  'message.suppressed': { zh: '该短信已被拦截，不再发送', en: 'The message was suppressed and will not be sent' },
  'message.left-already': { zh: '该短信已发出', en: 'The message has left already' },
  'message.client-erased': { zh: '客户信息已删除', en: 'The client’s data was erased' },
  'message.service-needs-own-holding': {
    zh: '服务类短信须针对客户自有持仓',
    en: 'A service message is about the client’s own holding',
  },
  'template.unknown': { zh: '没有该模板', en: 'There is no such template' },
  'template.unknown-variable': { zh: '模板含未声明的变量', en: 'The template has a variable nobody declares' },
  'template.not-waiting': { zh: '没有待审批的该版本', en: 'This version is not waiting for approval' },
  'template.maker-is-checker': { zh: '起草人与审批人须为不同人员', en: 'Maker and checker must be two persons' },
  'template.not-in-use': { zh: '该模板未启用', en: 'The template is not in use' },
  'template.none-for-occasion': { zh: '该事由没有启用的模板', en: 'No template is in use for this occasion' },
  'template.value-missing': { zh: '缺少模板变量的内容', en: 'A value of the template is missing' },
  'outreach-policy.date-in-the-past': { zh: '生效日期已过', en: 'The effective date has passed' },
  'outreach-policy.window-is-empty': { zh: '发送时段为空', en: 'The window is empty' },
  'outreach-policy.not-proposed': { zh: '没有待审批的该版本', en: 'This version is not waiting for approval' },
  'outreach-policy.maker-is-checker': { zh: '提出人与审批人须为不同人员', en: 'Maker and checker must be two persons' },
  'alert.unknown': { zh: '没有该提醒', en: 'There is no such alert' },
} as const;
