import { readFileSync, writeFileSync } from 'node:fs';
import { configTable, generatedRegion, withGeneratedRegion } from '../config/config-table.js';
import { describedOf, type ConfigClass } from '../config/describe.js';

/**
 * A spec: the README's generated region says what the configuration class says. `DOCS=write npm test` (the script
 * `docs:config`) writes it.
 */
export const documentedConfig = (config: ConfigClass<object>, readme: URL): void =>
  describe(`${config.name} in the README`, () => {
    it('is described as it is', () => {
      const table = configTable(config);
      if (process.env['DOCS'] === 'write')
        writeFileSync(readme, withGeneratedRegion(readFileSync(readme, 'utf8'), table));
      expect(generatedRegion(readFileSync(readme, 'utf8'))).toBe(table);
    });

    it('has a sentence and a variable name for every field', () => {
      const described = describedOf(config);
      expect(described.length).toBeGreaterThan(0);
      for (const { env, sentence } of described) {
        expect(env).toMatch(/^[A-Z][A-Z0-9_]+$/);
        expect(sentence).toMatch(/^[A-Z`].*\.$/);
      }
      const fields = new Set(described.map(({ field }) => field));
      expect(Object.keys(new config()).filter((field) => !fields.has(field))).toEqual([]);
    });
  });
