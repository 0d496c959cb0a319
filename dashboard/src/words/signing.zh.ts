/** Words of signing and of the ends of an opportunity. */
export const signingZh = {
  signing: {
    title: '为 {{name}} 办理{{tier}}签约？',
    hint: '签约成功即刻生效：客户等级变为{{tier}}，商机随之结束，不能退回。',
    confirm: '确认签约',
    signed: '{{name}} 已签约，现为{{tier}}；商机已转入“已签约”',
    refused: '{{name}} 的签约被拒：{{why}}；商机仍在“签约办卡”',
    asked: '已提交 {{name}} 的签约，等待办理结果；商机在“签约办卡”',
  },
  signingRefusal: {
    belowStandard: '年日均未达到该等级标准',
    fileIncomplete: '贵宾客户个人档案未完整',
    followUpTerminated: '客户已终止跟进',
    alreadyHeld: '客户已持有该等级或更高等级',
  },
  termination: {
    declined: '客户谢绝',
    unreachable: '多次联系不上',
    'moved-away': '已迁离',
    other: '其他',
    'potential-withdrawn': '资产回落或潜力标记已取消',
    erased: '客户信息已删除',
  },
} as const;
