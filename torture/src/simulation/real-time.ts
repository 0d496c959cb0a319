/** Node's own modules themselves, not what an import saw of them: they are changed before anybody imports them. */
export const crypto = process.getBuiltinModule('node:crypto');
export const timers = process.getBuiltinModule('node:timers/promises');

/** Time and chance as they were before a run made them its own. */
export const real = {
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setImmediate: globalThis.setImmediate,
  clearImmediate: globalThis.clearImmediate,
  setInterval: globalThis.setInterval,
  dateNow: Date.now.bind(Date),
  performanceNow: performance.now.bind(performance),
  random: Math.random.bind(Math),
  randomUUID: crypto.randomUUID.bind(crypto),
  pause: timers.setTimeout,
};
