import type { Part } from '../part.js';

export const run: Part = async () => ({ passed: 0, failed: 0, skipped: 0 });
