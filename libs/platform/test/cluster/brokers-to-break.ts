import { whatIsMissing } from '../../../../deploy/cluster/local/parts.mjs';

const lacks = await whatIsMissing('kafka');

/** Describes what takes brokers away, which needs brokers of its own; without Java one skipped test names what is missing. */
export function withBrokersToBreak(specs: () => void): void {
  if (lacks.length === 0) describe('with brokers to break', specs);
  else describe.skip('kafka', () => it(`brokers to break are missing: no ${lacks.join(', no ')}`, () => undefined));
}
