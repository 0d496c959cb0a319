/** Milliseconds; what talks to real brokers and databases is given longer by its test command. */
const PATIENCE = Number(process.env['PCRM_TEST_PATIENCE_MS'] ?? 5_000);

/** Repeats an assertion until it holds; after `within` milliseconds its own failure is thrown. For contract suites and specs. */
export async function eventually(assertion: () => unknown, within = PATIENCE): Promise<void> {
  const started = performance.now();
  for (;;) {
    try {
      await assertion();
      return;
    } catch (error) {
      if (performance.now() - started > within) throw error;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
}
