// Loaded before anything else: the process and its threads believe that it is PCRM_TEST_DAYS_AGO days ago. Timers run as ever.
const back = Number(process.env.PCRM_TEST_DAYS_AGO) * 86_400_000;
const Real = Date;
globalThis.Date = class Date extends Real {
  constructor(...given) {
    super(...(given.length === 0 ? [Real.now() - back] : given));
  }
  static now() {
    return Real.now() - back;
  }
};
