import type { Words } from './words.js';

type Said = { readonly of: RegExp; readonly zh: (parts: readonly string[]) => string };

/** What commander says of a command line that it cannot take, by the English of it. */
const SAID: readonly Said[] = [
  { of: /^unknown option '(.+)'$/, zh: ([option]) => `没有选项 ${option}` },
  { of: /^unknown command '(.*)'$/, zh: ([command]) => `没有命令 ${command}` },
  { of: /^missing required argument '(.+)'$/, zh: ([argument]) => `缺少参数 ${argument}` },
  { of: /^option '(.+)' argument missing$/, zh: ([option]) => `选项 ${option} 缺少值` },
  { of: /^required option '(.+)' not specified$/, zh: ([option]) => `缺少选项 ${option}` },
  {
    of: /^option '(.+)' argument '(.*)' is invalid\. (.*)$/s,
    zh: ([option, value, why = '']) => `选项 ${option} 的值“${value}”不正确。${choices(why)}`,
  },
  {
    of: /^option '(.+)' value '(.*)' from env '(.+)' is invalid\. (.*)$/s,
    zh: ([option, value, env, why = '']) => `环境变量 ${env}（选项 ${option}）的值“${value}”不正确。${choices(why)}`,
  },
  {
    of: /^command-argument value '(.*)' is invalid for argument '(.+)'\. (.*)$/s,
    zh: ([value, argument, why = '']) => `参数 ${argument} 的值“${value}”不正确。${choices(why)}`,
  },
  {
    of: /^too many arguments(?: for '(.+)')?\. Expected (\d+) arguments? but got (\d+)(?:: .*)?\.$/s,
    zh: ([command, expected, got]) =>
      `${command ? `命令 ${command} ` : ''}参数过多：应有 ${expected} 个，给了 ${got} 个`,
  },
];
const choices = (why: string): string =>
  why.replace(/^Allowed choices are (.*)\.$/, (_all, list: string) => `可选 ${list.replaceAll(', ', '、')}。`);
const SIMILAR = /\n\(Did you mean (?:one of )?(.+)\?\)$/;

/** Commander explains in English; here it is whole in either language. What it has not said before is given without its English. */
export function misuse(text: string): Words {
  if (!text.startsWith('error:')) return { zh: text, en: text };
  const what = text.slice('error:'.length).trim();
  const similar = SIMILAR.exec(what)?.[1];
  const meant = similar === undefined ? '' : `\n（是否想用 ${similar.replaceAll(', ', '、')}？）`;
  return {
    zh: `命令有误：${inChinese(what.replace(SIMILAR, ''))}${meant}\n（用 --help 查看用法）`,
    en: `${text}\n(--help shows the usage)`,
  };
}

function inChinese(what: string): string {
  for (const { of, zh } of SAID) {
    const parts = of.exec(what);
    if (parts) return zh(parts.slice(1));
  }
  return '无法识别';
}
