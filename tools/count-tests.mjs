import { globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const resultsOf = (kind) =>
  globSync(`{libs,services,deploy,tools,dashboard,cli,bench,torture}/{.,*}/test-results/${kind}.json`, { cwd: root });

/** Forgets earlier results, so that only what runs from now on is counted. */
export function forgetResults(kind) {
  for (const file of resultsOf(kind)) rmSync(join(root, file));
}

/** Sums what Jest wrote for every project. A suite that could not even start counts as one failure. */
export function countTests(kind) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const file of resultsOf(kind)) {
    const result = JSON.parse(readFileSync(join(root, file), 'utf8'));
    sum.passed += result.numPassedTests;
    sum.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
    sum.skipped += result.numPendingTests + result.numTodoTests;
  }
  return sum;
}

/** The last line of every test command, for people and for machines. */
export function sayCount({ passed, failed, skipped }) {
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
}
