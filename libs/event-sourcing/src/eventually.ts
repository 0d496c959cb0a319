/** Repeats an assertion until it holds; after `within` milliseconds its own failure is thrown. For contract suites and specs. */
export async function eventually(assertion: () => unknown, within = 5_000): Promise<void> {
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
