/** What the refusals of this service are called, for people. */
export const clientsTitles = {
  'client.unknown': { zh: '没有该客户', en: 'There is no such client' },
  'client.other-outlet': { zh: '该客户属于其他网点', en: 'The client belongs to another outlet' },
  'client.signed-in-future': { zh: '签约日期晚于今日', en: 'The signing date is in the future' },
  'client.no-such-day': { zh: '日期不存在', en: 'There is no such day' },
  'potential.not-above-tier': { zh: '目标等级不高于现有等级', en: 'The target is not above the tier held' },
  'potential.cooling-off': {
    zh: '客户已终止跟进，冷静期内不得再跟进',
    en: 'Follow-up has ended; the cool-off is not over',
  },
  'potential.reached': {
    zh: '客户资产已达标，不能手工取消',
    en: 'The average has reached the standard; the mark stands',
  },
  'tier.already-held': { zh: '客户已持有该等级或更高等级', en: 'The client already holds this tier or a higher one' },
  'tier.below-standard': { zh: '年日均未达到该等级标准', en: 'The average does not reach the standard of this tier' },
  'tier.file-incomplete': { zh: '贵宾客户个人档案未完整', en: 'The VIP file is incomplete' },
  'tier.follow-up-terminated': { zh: '客户已终止跟进', en: 'The client declined; follow-up has ended' },
  'tier.not-watched': { zh: '客户不在等级观察期', en: 'The tier is not under watch' },
  'policy.effective-in-past': { zh: '生效日期须晚于今日', en: 'The effective date must lie in the future' },
  'policy.thresholds-not-rising': { zh: '等级标准须逐级提高', en: 'A higher tier must ask for more' },
  'policy.same-person': { zh: '提出人与审批人须为不同人员', en: 'Maker and checker must be two persons' },
  'policy.not-proposed': { zh: '没有待审批的该方案', en: 'There is no such proposal' },
  'business-day.in-future': { zh: '营业日尚未到来', en: 'The business date is in the future' },
  'business-day.not-closing': { zh: '该营业日未在结转', en: 'The business date is not being closed' },
  'feed.wrong-offset': { zh: '续传位置不符', en: 'The upload must go on from another byte' },
  'feed.other-uploader': { zh: '该文件由他人上传', en: 'Somebody else uploads this feed' },
} as const;
