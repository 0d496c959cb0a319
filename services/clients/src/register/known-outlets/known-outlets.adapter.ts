import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { Views } from '@pcrm/platform';
import { knownOutlets, type KnownOutletRow } from './known-outlets.projection.js';

/** Milliseconds for which the word of an outlet that was just opened may still be on its way. */
const PATIENCE_MS = 5_000;
const LOOK_MS = 50;

/** Whether outlets exist, by what allocation has said. */
@Injectable()
export class KnownOutlets {
  constructor(@Inject(Views) private readonly views: Views) {}

  /** Those of these outlets that nobody has opened. One that is not known yet is waited for, not long. */
  async unknown(outletIds: readonly string[]): Promise<ReadonlySet<string>> {
    const until = performance.now() + PATIENCE_MS;
    for (let asked = new Set(outletIds); ; await pause(LOOK_MS)) {
      const known = await this.views.open<KnownOutletRow>(knownOutlets, [...asked]);
      asked = new Set([...asked].filter((id) => !known.has(id)));
      if (asked.size === 0 || performance.now() >= until) return asked;
    }
  }
}
