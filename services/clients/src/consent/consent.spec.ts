import { say } from '@pcrm/contracts/testing';
import { optOutReceived } from '@pcrm/contracts';
import { specification } from '@pcrm/event-sourcing/testing';
import { changeConsent } from './change-consent/change-consent.js';
import { consent } from './consent.js';
import type { ConsentChanged } from './consent.events.js';
import { withdrawConsentWhenOptOutReceived } from './when-opt-out-received/withdraw-consent-when-opt-out-received.js';

const given = specification(consent);
const clientId = '5b0e7a52-6c1f-5b7e-9d0a-2f1f0e9f8a11';
const said = (state: 'granted' | 'withdrawn', changedAt: string): ConsentChanged => ({
  type: 'ConsentChanged',
  data: { clientId, purpose: 'marketing', channel: 'sms', state, changedAt },
});
const change = (state: 'granted' | 'withdrawn', at: string) => ({
  clientId,
  changes: [{ purpose: 'marketing' as const, channel: 'sms' as const, state }],
  at,
});
const [monday, tuesday] = ['2026-06-01T01:00:00.000Z', '2026-06-02T01:00:00.000Z'];

describe('consent per purpose and channel', () => {
  it('is what the client said', () =>
    given().when(changeConsent, change('granted', monday)).then(said('granted', monday)));
  it('changes once', () =>
    given(said('granted', monday)).when(changeConsent, change('granted', tuesday)).thenNothing());
  it('is the last of two words in one command', () => {
    const words = (['granted', 'withdrawn'] as const).flatMap((state) => change(state, tuesday).changes);
    const both = { clientId, changes: words, at: tuesday };
    given(said('granted', monday)).when(changeConsent, both).then(said('withdrawn', tuesday));
    given(said('withdrawn', monday)).when(changeConsent, both).thenNothing();
  });
  it('is not undone by what was said earlier and arrives later', () =>
    given(said('withdrawn', tuesday)).when(changeConsent, change('granted', monday)).thenNothing());
});

describe('when an opt-out is received', () => {
  const reaction = withdrawConsentWhenOptOutReceived.on.OptOutReceived;
  const hear = (kind?: 'greeting') =>
    reaction?.(say(optOutReceived, { clientId, channel: 'sms', receivedAt: monday, ...(kind && { kind }) }), {
      row: () => undefined,
    });
  const issued = (...purposes: readonly string[]) => [
    {
      handler: 'consent.change',
      id: clientId,
      command: {
        clientId,
        changes: purposes.map((purpose) => ({ purpose, channel: 'sms', state: 'withdrawn' })),
        at: monday,
      },
      occurredAt: monday,
    },
  ];
  it('withdraws the kind that was named', () => expect(hear('greeting')).toEqual(issued('greeting')));
  it('withdraws everything commercial when none was', () => expect(hear()).toEqual(issued('marketing', 'greeting')));
});
