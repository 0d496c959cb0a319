import type { ProgressLine } from '../api/engagement.js';

/** Whether an opportunity still stands as it was seen. */
export const standsAs = (seen: ProgressLine, now: ProgressLine): boolean =>
  (['stage', 'open', 'onHold', 'nextStepOn', 'targetTier', 'staffId'] as const).every(
    (what) => seen[what] === now[what],
  );
