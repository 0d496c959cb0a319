import { writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { FACT_STEPS, LEASE_STEPS, LOG_STEPS, ROW_STEPS, VAULT_STEPS, type Steps } from '@pcrm/platform/embedded';
import { BEGINS, ENDS } from './migrations.js';

/**
 * Loaded into a process before anything else (`--import`): it and its threads are a later version, which knows as many more formats of
 * each file as PCRM_TORTURE_FORMATS says. To reach one, tables are emptied and filled again, which takes a while, as it would with
 * the files of a large branch. What begins and ends is said on stderr, at once.
 */
const TABLES: readonly (readonly [steps: Steps, tables: readonly string[]])[] = [
  [FACT_STEPS, ['categories', 'streams', 'facts', 'newest']],
  [LOG_STEPS, ['topics', 'committed']],
  [ROW_STEPS, ['tables', 'checkpoints']],
  [VAULT_STEPS, ['keys', 'secrets']],
  [LEASE_STEPS, ['leases']],
];
/** Some 50 ms of a processor. */
const A_WHILE = 'WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 250000) SELECT max(x) FROM n';
const STDERR = 2;

const emptiedAndFilled = (table: string): string => `
  CREATE TABLE moved AS SELECT * FROM ${table};
  DELETE FROM ${table};
  ${A_WHILE};
  INSERT INTO ${table} SELECT * FROM moved;
  DROP TABLE moved;
`;

for (const [steps, tables] of TABLES) {
  const step = tables.map(emptiedAndFilled).join('');
  for (let more = Number(process.env['PCRM_TORTURE_FORMATS']); more > 0; more--) (steps as string[]).push(step);
}

// eslint-disable-next-line @typescript-eslint/unbound-method -- called with the database that it belongs to
const execute = DatabaseSync.prototype.exec;
DatabaseSync.prototype.exec = function (sql) {
  const isMigration = sql.includes('CREATE TABLE moved');
  const say = (what: string): void => {
    if (isMigration) writeSync(STDERR, `${what}${String(this.location())}\n`);
  };
  say(BEGINS);
  execute.call(this, sql);
  say(ENDS);
};
