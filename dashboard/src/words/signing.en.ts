import type { Translated } from './translated.js';
import type { signingZh } from './signing.zh.js';

export const signingEn: Translated<typeof signingZh> = {
  signing: {
    title: 'Sign {{name}} as {{tier}}?',
    hint: 'It holds at once: the client becomes {{tier}} and the opportunity ends. It cannot be taken back.',
    confirm: 'Sign',
    signed: '{{name}} is signed and now {{tier}}; the opportunity is at “Signed”',
    refused: 'Signing {{name}} was refused: {{why}}; the opportunity stays at “Signing”',
    asked: 'Signing of {{name}} was asked for and is not decided yet; the opportunity is at “Signing”',
  },
  signingRefusal: {
    belowStandard: 'The average does not reach the standard of this tier',
    fileIncomplete: 'The VIP file is incomplete',
    followUpTerminated: 'The client declined; follow-up has ended',
    alreadyHeld: 'The client holds this tier or a higher one already',
  },
  termination: {
    declined: 'Client declined',
    unreachable: 'Unreachable',
    'moved-away': 'Moved away',
    other: 'Other',
    'potential-withdrawn': 'Assets fell again, or the mark was taken back',
    erased: 'The client’s data were erased',
  },
};
