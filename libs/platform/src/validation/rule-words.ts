import type { Title } from '../errors/titles.js';

type Constraints = readonly unknown[];
type Words = (constraints: Constraints) => Title;

/** Formats by their pattern: what a person is to write there. */
const FORMATS: { readonly [pattern: string]: Title } = {
  '^[A-Za-z0-9][A-Za-z0-9-]{0,31}$': {
    zh: '应为字母、数字或连字符，最多 32 位',
    en: 'must be letters, digits or dashes, at most 32',
  },
  '^\\d{4}-\\d{2}-\\d{2}$': { zh: '应为 2026-06-01 这样的日期', en: 'must be a date like 2026-06-01' },
  '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$': {
    zh: '应为 2026-06-01T01:30:00.000Z 这样的时刻',
    en: 'must be an instant like 2026-06-01T01:30:00.000Z',
  },
};
const listed = (values: unknown, zh: boolean): string => (values as readonly unknown[]).join(zh ? '、' : ', ');

/** What each rule of validation says, in both languages; beside the name of the field. */
const WORDS: { readonly [rule: string]: Words } = {
  unknown: () => ({ zh: '没有此字段', en: 'is not known here' }),
  whitelistValidation: () => ({ zh: '没有此字段', en: 'is not known here' }),
  nestedValidation: () => ({ zh: '内容有误', en: 'has wrong fields' }),
  unknownValue: () => ({ zh: '内容无法识别', en: 'cannot be read' }),
  isDefined: () => ({ zh: '不能缺少', en: 'must be there' }),
  isString: () => ({ zh: '应为文字', en: 'must be text' }),
  isWritten: () => ({ zh: '应有看得见的文字', en: 'must have text that can be seen' }),
  isPlainName: () => ({ zh: '不能含有看不见的字符', en: 'must not have invisible characters' }),
  isBoolean: () => ({ zh: '应为 true 或 false', en: 'must be true or false' }),
  isInt: () => ({ zh: '应为整数', en: 'must be a whole number' }),
  isObject: () => ({ zh: '应为对象', en: 'must be an object' }),
  isArray: () => ({ zh: '应为列表', en: 'must be a list' }),
  isUuid: () => ({ zh: '应为 UUID', en: 'must be a UUID' }),
  isUrl: () => ({ zh: '应为网址', en: 'must be a URL' }),
  isIso8601: () => ({ zh: '应为存在的日期或时刻', en: 'must be a date or instant that exists' }),
  withinDays: ([first, last]) => ({
    zh: `应在 ${String(first)} 至 ${String(last)} 之间`,
    en: `must lie between ${String(first)} and ${String(last)}`,
  }),
  isIn: ([values]) => ({ zh: `应为以下之一：${listed(values, true)}`, en: `must be one of ${listed(values, false)}` }),
  min: ([least]) => ({ zh: `不能小于 ${String(least)}`, en: `must not be less than ${String(least)}` }),
  max: ([most]) => ({ zh: `不能大于 ${String(most)}`, en: `must not be more than ${String(most)}` }),
  minLength: ([least]) => ({ zh: `至少 ${String(least)} 个字`, en: `must have at least ${String(least)} characters` }),
  maxLength: ([most]) => ({ zh: `最多 ${String(most)} 个字`, en: `must have at most ${String(most)} characters` }),
  isLength: ([least, most]) => ({
    zh: `应为 ${String(least)} 至 ${String(most)} 个字`,
    en: `must have ${String(least)} to ${String(most)} characters`,
  }),
  arrayMinSize: ([least]) => ({ zh: `至少 ${String(least)} 项`, en: `must have at least ${String(least)} entries` }),
  arrayMaxSize: ([most]) => ({ zh: `最多 ${String(most)} 项`, en: `must have at most ${String(most)} entries` }),
  matches: ([pattern]) =>
    FORMATS[(pattern as RegExp | undefined)?.source ?? ''] ?? { zh: '格式不正确', en: 'has the wrong format' },
};

export const hasWords = (rule: string): boolean => Object.hasOwn(WORDS, rule);

/**
 * The words of a rule that a value has broken. `each`: it is asked of every entry of a list. Of a body that is no object at all
 * the numbers of a rule are not known: then it only says that something is wrong.
 */
export function ruleWords(rule: string, constraints?: Constraints, each = false): Title {
  const words = WORDS[rule];
  const isTellable = words !== undefined && (constraints !== undefined || words.length === 0);
  const { zh, en } = isTellable ? words(constraints ?? []) : { zh: '有误', en: 'is wrong' };
  return each ? { zh: `每一项${zh}`, en: `each entry ${en}` } : { zh, en };
}
