/** Why a line of a file was not taken: the end of a reason such as `balanceFen.negative`, stable for ever, with its words. */
export const WHYS = {
  missing: { zh: '缺少此项', en: 'is missing' },
  unknown: { zh: '不认识此值', en: 'is not known' },
  repeated: { zh: '重复出现', en: 'is there more than once' },
  malformed: { zh: '格式不正确', en: 'has the wrong format' },
  bad: { zh: '格式不正确', en: 'has the wrong format' },
  'hidden-characters': { zh: '含有看不见的字符', en: 'has invisible characters' },
  contradictory: { zh: '前后矛盾', en: 'contradicts itself' },
  'too-long': { zh: '过长', en: 'is too long' },
  'not-text': { zh: '应为文字', en: 'must be text' },
  'not-an-integer': { zh: '应为整数', en: 'must be a whole number' },
  negative: { zh: '不能为负数', en: 'must not be negative' },
  absurd: { zh: '数值过大，不合情理', en: 'is absurdly large' },
  'out-of-range': { zh: '超出范围', en: 'is out of range' },
  'no-date': { zh: '没有这一天', en: 'is no date' },
  'in-future': { zh: '日期在将来', en: 'lies in the future' },
  'in-the-future': { zh: '日期在将来', en: 'lies in the future' },
  'too-old': { zh: '日期过早', en: 'lies too far in the past' },
  'unclosed-quote': { zh: '引号没有结束', en: 'a quotation mark is not closed' },
  'too-many-fields': { zh: '字段过多', en: 'has more fields than the heading' },
  'not-json': { zh: '不是 JSON', en: 'is not JSON' },
  'not-an-object': { zh: '不是 JSON 对象', en: 'is not a JSON object' },
  'badly-encoded': { zh: '文字编码不正确', en: 'is not in the encoding of the file' },
} as const;
export type Why = keyof typeof WHYS;
/** `<what>.<why>`. */
export type Reason = `${string}.${Why}`;

/** The words of a reason; undefined for one that is no `Reason`, such as the code of a refusal. */
export function wordsOf(reason: string): { readonly zh: string; readonly en: string } | undefined {
  const why = reason.slice(reason.lastIndexOf('.') + 1);
  return Object.hasOwn(WHYS, why) ? WHYS[why as Why] : undefined;
}
