import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Identity } from '@pcrm/platform';

/** What an answer must be: no fault, and status, type, headers and shape as the document says. */
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'known_to_the_branch',
];
/**
 * Not asked: what takes the branch away under the judge's feet (all data, the clock), and what ends the keys and passwords of
 * those who ask. The specs of the embedded edition ask these.
 */
export const LEFT_OUT = '^/api/(demo/(reset|clock)|internal/(facts/import|keys/import))';
/** How it asks, in its own language. */
const ASKING = fileURLToPath(new URL('../../../judges/asking.py', import.meta.url));
/** When a part is taken to hang, in milliseconds: many times what any takes. */
const PATIENCE_MS = 3_600_000;

export type Asked = {
  readonly program: string;
  readonly document: string;
  readonly url: string;
  readonly work: string;
  /** Holds the token of who asks, whenever it is read. */
  readonly tokenFile: string;
};
export type Judged = {
  readonly role: string;
  readonly operations: number;
  readonly cases: number;
  /** Operations with an answer that must not be. */
  readonly failed: readonly string[];
  /** Operations that could not be asked at all. */
  readonly errors: number;
};
type Report = {
  readonly operations: { readonly tested: number };
  readonly test_cases: { readonly generated: number };
  readonly failures: readonly { readonly operations: readonly string[] }[];
  readonly errors: readonly object[];
};

/** Lets the judge ask every operation as somebody; what it says of a failure is shown as it says it. */
export async function judge(
  who: Identity,
  { program, document, url, work, tokenFile }: Asked,
  { examples, seed, phases }: { readonly examples: number; readonly seed: number; readonly phases: string },
): Promise<Judged> {
  const report = join(work, `${who.role}-${String(seed)}.json`);
  const args = [
    ...['run', document, '--url', url, '--no-color'],
    ...['--seed', String(seed), '--max-examples', String(examples), '--phases', phases],
    ...['--checks', CHECKS.join(), '--exclude-path-regex', LEFT_OUT, '--continue-on-failure', '--no-shrink'],
    ...['--generation-with-security-parameters', 'false', '--generation-database', 'none', '--warnings', 'off'],
    ...['--suppress-health-check', 'all', '--request-timeout', '20', '--report', 'json', '--report-json-path', report],
  ];
  const env = { ...process.env, SCHEMATHESIS_HOOKS: ASKING, PCRM_TOKEN_FILE: tokenFile, PYTHONDONTWRITEBYTECODE: '1' };
  const child = spawn(program, args, { cwd: work, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: PATIENCE_MS });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  const judged = code === 0 || code === 1 ? judgedIn(who.role, JSON.parse(await readFile(report, 'utf8')) as Report) : undefined;
  if (code !== 0) console.log(said);
  if (!judged) throw new Error(`schemathesis as ${who.role} ended with ${String(code)}, or not within ${String(PATIENCE_MS / 1_000)} s`);
  console.log(
    `schemathesis as ${who.role} (seed ${String(seed)}): ${String(judged.cases)} requests to ${String(judged.operations)} operations` +
      (judged.failed.length > 0 ? `, wrong: ${judged.failed.join(', ')}` : ''),
  );
  return judged;
} // prettier-ignore

/** What a report counts. */
export function judgedIn(role: string, { operations, test_cases: cases, failures, errors }: Report): Judged {
  const failed = [...new Set(failures.flatMap((failure) => failure.operations))];
  return { role, operations: operations.tested, cases: cases.generated, failed, errors: errors.length };
}
