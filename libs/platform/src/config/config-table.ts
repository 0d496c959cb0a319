import { describedOf, type ConfigClass, type Described } from './describe.js';

const START = '<!-- config:start -->';
const END = '<!-- config:end -->';

/** The README table of a configuration class: variable, meaning, default; its columns padded as Prettier would. */
export function configTable(config: ConfigClass<object>): string {
  const defaults = new config();
  const rows = describedOf(config).map((variable) => {
    return [`\`${variable.env}\``, variable.sentence, defaultOf(variable, defaults)];
  });
  return padded([['Variable', 'Meaning', 'Default'], ...rows]);
}

function padded(table: readonly (readonly string[])[]): string {
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const [head, ...rows] = table.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  return [head, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows].join('\n');
}

function defaultOf({ field, secret }: Described, defaults: object): string {
  if (secret) return '(secret)';
  const value = Reflect.get(defaults, field) as string | number | boolean | readonly string[] | undefined;
  return value === undefined ? '' : `\`${String(value)}\``;
}

/** The text between the markers of a README. */
export function generatedRegion(readme: string): string {
  const [from, to] = [readme.indexOf(START), readme.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`the README has no region ${START} … ${END}`);
  return readme.slice(from + START.length, to).trim();
}

/** The README with its generated region replaced. */
export function withGeneratedRegion(readme: string, table: string): string {
  const current = generatedRegion(readme);
  const start = readme.indexOf(START) + START.length;
  const end = readme.indexOf(END);
  return current === table ? readme : `${readme.slice(0, start)}\n\n${table}\n\n${readme.slice(end)}`;
}
