/** Fields of a CSV line; quotes may hold separators and, doubled, themselves. `undefined`: a quote was never closed. */
export function csvFields(line: string): readonly string[] | undefined {
  if (!line.includes('"')) return line.split(',').map((field) => field.trim());
  const fields: string[] = [];
  let at = 0;
  while (at <= line.length) {
    const quoted = /^\s*"((?:[^"]|"")*)"\s*(,|$)/.exec(line.slice(at));
    if (quoted) {
      fields.push((quoted[1] as string).replaceAll('""', '"'));
      at += quoted[0].length;
      if (quoted[2] === '') return fields;
      continue;
    }
    const end = line.indexOf(',', at) < 0 ? line.length : line.indexOf(',', at);
    const plain = line.slice(at, end).trim();
    if (plain.startsWith('"')) return undefined;
    fields.push(plain);
    at = end + 1;
  }
  return fields;
}
