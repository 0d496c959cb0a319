import { say } from '@pcrm/contracts/testing';
import { optOutReceived, type ConsentState } from '@pcrm/contracts';
import { specification } from '@pcrm/event-sourcing/testing';
import { changeConsent } from './change-consent/change-consent.js';
import { consent } from './consent.js';
import type { ConsentChanged } from './consent.events.js';
import { openConsents } from './open-consents/open-consents.js';
import { withdrawConsentWhenOptOutReceived } from './when-opt-out-received/withdraw-consent-when-opt-out-received.js';

const given = specification(consent);
const clientId = '5b0e7a52-6c1f-5b7e-9d0a-2f1f0e9f8a11';
const said = (state: ConsentState, changedAt: string): ConsentChanged => ({
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

describe('what a file of the bank says of consents', () => {
  const file = (at: string) => ({ clientId, answers: change('granted', at).changes, at });
  it('is taken where nothing is known yet, once', () => {
    given().when(openConsents, file(monday)).then(said('granted', monday));
    given(said('granted', monday)).when(openConsents, file(tuesday)).thenNothing();
  });
  it.each(['withdrawn', 'refused'] as const)('does not undo what the client has %s', (state) =>
    given(said(state, monday)).when(openConsents, file(tuesday)).thenNothing(),
  );
  it.each(['withdrawn', 'refused'] as const)('%s is taken where the client had agreed', (state) =>
    given(said('granted', monday))
      .when(openConsents, {
        clientId,
        answers: change('granted', monday).changes.map((each) => ({ ...each, state })),
        at: tuesday,
      })
      .then(said(state, tuesday)),
  );
  it('is taken for the channels of which nothing is known', () => {
    const email = { purpose: 'marketing' as const, channel: 'email' as const, state: 'granted' as const };
    const both = { ...file(tuesday), answers: [...file(tuesday).answers, email, email] };
    given(said('withdrawn', monday))
      .when(openConsents, both)
      .then({ type: 'ConsentChanged', data: { clientId, ...email, changedAt: tuesday } });
  });
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
