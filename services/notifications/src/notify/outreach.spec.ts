import type { MessageKind } from '@pcrm/contracts';
import { specification } from '@pcrm/event-sourcing/testing';
import {
  about,
  asked,
  at,
  clientId,
  consent,
  maintained,
  maintainer,
  messageId,
  reachable,
  scheduled,
  started,
  suggested,
  suppressed,
  templateId,
  terms,
} from '../../test/outreach-words.js';
import { confirmMessage, type ConfirmMessage } from './confirm-message/confirm-message.js';
import { declineMessage } from './decline-message/decline-message.js';
import { lapseMessage } from './lapse-message/lapse-message.js';
import { forgetRecipient } from './note-recipient/forget-recipient.js';
import { noteConsent } from './note-recipient/note-consent.js';
import { noteContact } from './note-recipient/note-contact.js';
import { noteMaintainer } from './note-recipient/note-maintainer.js';
import { noteOutcome } from './note-outcome/note-outcome.js';
import { outreach } from './outreach.js';
import { receiveOptOut } from './receive-opt-out/receive-opt-out.js';
import { requestMessage, type RequestMessage } from './request-message/request-message.js';
import { startDispatch, type StartDispatch } from './start-dispatch/start-dispatch.js';
import { suggestMessage } from './suggest-message/suggest-message.js';

const given = specification(outreach);
const yes = (when: string, changes: Partial<ConfirmMessage> = {}): ConfirmMessage => ({
  clientId,
  messageId: messageId(),
  templateId,
  kind: 'greeting',
  terms,
  by: 'S1001',
  at: when,
  ...changes,
});
const dispatch = (when: string, changes: Partial<StartDispatch> = {}): StartDispatch => ({
  clientId,
  messageId: messageId(),
  kind: 'greeting',
  complete: true,
  terms,
  by: 'dispatcher',
  at: when,
  ...changes,
});
const request = (when: string, kind: MessageKind, changes: Partial<RequestMessage> = {}): RequestMessage => ({
  ...yes(when),
  ...maintainer,
  kind,
  occasion: kind,
  on: '2026-06-15',
  usefulUntil: at(0, 5),
  values: {},
  ...changes,
});
const requested = (kind: MessageKind, when: string) => {
  const data = { ...asked({ kind, occasion: kind, at: when }), templateId, values: {}, requestedBy: 'S1001' };
  return { type: 'MessageRequested' as const, data };
};
const promised = (kind: MessageKind, when: string, scheduledFor: string) =>
  scheduled({ kind, scheduledFor, because: 'requested', at: when });

describe('acceptance 8', () => {
  it('MARKETING at 20:30 is deferred to 08:00', () => {
    const late = '2026-06-15T12:30:00.000Z';
    given(reachable, consent('marketing', 'granted'))
      .when(requestMessage, request(late, 'marketing'))
      .then(requested('marketing', late), promised('marketing', late, at(8, 1)));
  });
  it('MARKETING without opt-in is suppressed', () =>
    given(reachable)
      .when(requestMessage, request(at(10), 'marketing'))
      .then(requested('marketing', at(10)), suppressed('consent.missing', at(10), { by: 'S1001' })));
  it('SERVICE maturity notice is still sent, at once', () => {
    const late = '2026-06-15T12:30:00.000Z';
    given(reachable)
      .when(requestMessage, request(late, 'service', { holding: 'BLF-1' }))
      .then(requested('service', late), promised('service', late, late));
  });
});

describe('the yes to a suggested greeting', () => {
  it('lets it leave on its day when the window opens', () =>
    given(reachable, suggested({ on: '2026-06-18' }))
      .when(confirmMessage, yes(at(10)))
      .then(scheduled({ scheduledFor: at(8, 3), at: at(10) })));
  it('lets it leave at once on the day itself', () =>
    given(reachable, suggested())
      .when(confirmMessage, yes(at(10)))
      .then(scheduled({ scheduledFor: at(10), at: at(10) })));
  it('needs no consent (§3: GREETING), but honours a refusal', () => {
    given(reachable, consent('greeting', 'refused'), suggested())
      .when(confirmMessage, yes(at(10)))
      .then(suppressed('consent.refused', at(10), { by: 'S1001' }));
    given(reachable, consent('greeting', 'withdrawn'), suggested())
      .when(confirmMessage, yes(at(10)))
      .then(suppressed('consent.withdrawn', at(10), { by: 'S1001' }));
  });
  it('counts as marketing when its text names a product (§3)', () =>
    given(reachable, suggested())
      .when(confirmMessage, yes(at(10), { kind: 'marketing' }))
      .then(suppressed('consent.missing', at(10), { by: 'S1001' })));
  it('needs a phone', () =>
    given(suggested())
      .when(confirmMessage, yes(at(10)))
      .then(suppressed('client.no-phone', at(10), { by: 'S1001' })));
  it('needs a phone that is one: of a phone that says nothing about it, none is known', () =>
    given({ type: 'ContactNoted', data: { clientId, phone: '13800000001', at: at(0) } }, suggested())
      .when(confirmMessage, yes(at(10)))
      .then(suppressed('client.no-phone', at(10), { by: 'S1001' })));
  it('comes too late when the window opens only after its use', () =>
    given(reachable, suggested({ usefulUntil: at(0, 1) }))
      .when(confirmMessage, yes(at(21)))
      .then(suppressed('lapsed', at(21), { by: 'S1001' })));
  it('given twice is given once', () =>
    given(reachable, suggested(), scheduled())
      .when(confirmMessage, yes(at(10)))
      .thenNothing());
  it('is refused after it was suppressed, and for a message that is none', () => {
    given(suggested(), suppressed('declined', at(9)))
      .when(confirmMessage, yes(at(10)))
      .thenRefused('message.suppressed');
    given(reachable)
      .when(confirmMessage, yes(at(10)))
      .thenRefused('message.unknown');
  });
});

describe('one MARKETING per client in seven days', () => {
  const sent = [
    reachable,
    consent('marketing', 'granted'),
    suggested({ messageId: messageId(2), kind: 'marketing' }),
    scheduled({ messageId: messageId(2), kind: 'marketing' }),
    started({ messageId: messageId(2), kind: 'marketing', at: at(9) }),
  ];
  const second = (when: string, on: string) => request(when, 'marketing', { on, usefulUntil: at(0, 14) });
  it('suppresses the second, to the minute', () => {
    const outcome = (when: string, on: string) => {
      const state = sent.reduce((folded, event) => outreach.evolve(folded, event), outreach.initial());
      return requestMessage(second(when, on), state).map(({ data }) => ('reasonCode' in data ? data.reasonCode : ''));
    };
    expect(outcome('2026-06-22T00:59:59.000Z', '2026-06-22')).toEqual(['', 'cap.reached']);
    expect(outcome('2026-06-22T01:00:00.000Z', '2026-06-22')).toEqual(['', '']);
  });
  it('counts what is only promised, and not what failed', () => {
    const promisedOnly = sent.slice(0, 4);
    given(...promisedOnly)
      .when(requestMessage, request(at(10), 'marketing'))
      .then(requested('marketing', at(10)), suppressed('cap.reached', at(10), { by: 'S1001' }));
    given(...sent, { type: 'MessageFailed', data: { ...about(at(9), 2), reasonCode: 'gateway.refused' } })
      .when(requestMessage, request(at(10), 'marketing'))
      .then(requested('marketing', at(10)), promised('marketing', at(10), at(10)));
  });
  it('counts what was dispatched and what arrived', () => {
    for (const type of ['MessageDispatched', 'MessageDelivered'] as const)
      given(...sent, { type, data: about(at(9), 2) })
        .when(requestMessage, request(at(10), 'marketing'))
        .then(requested('marketing', at(10)), suppressed('cap.reached', at(10), { by: 'S1001' }));
  });
  it('binds no greeting and no service message', () =>
    given(...sent)
      .when(requestMessage, request(at(10), 'service', { holding: 'BLF-1' }))
      .then(requested('service', at(10)), promised('service', at(10), at(10))));
});

describe('asking for a message', () => {
  it('a SERVICE message is about an own holding', () =>
    given(reachable)
      .when(requestMessage, request(at(10), 'service'))
      .thenRefused('message.service-needs-own-holding'));
  it('twice for one occasion and day is asking once', () =>
    given(reachable, requested('service', at(9)))
      .when(requestMessage, request(at(10), 'service', { holding: 'BLF-1' }))
      .thenNothing());
  it('is refused for a client who is erased', () =>
    given({ type: 'RecipientForgotten', data: { clientId, at: at(0) } })
      .when(requestMessage, request(at(10), 'marketing'))
      .thenRefused('message.client-erased'));
});

describe('the moment of dispatch', () => {
  const ready = [reachable, suggested(), scheduled()] as const;
  it('records the start, under the key that the gateway gets', () =>
    given(...ready)
      .when(startDispatch, dispatch(at(9)))
      .then(started()));
  it('looks at consent again', () =>
    given(...ready.slice(0, 2), consent('greeting', 'refused'), scheduled())
      .when(startDispatch, dispatch(at(9)))
      .then(suppressed('consent.refused', at(9))));
  it('looks at the window again, after a standstill', () =>
    given(...ready)
      .when(startDispatch, dispatch(at(22)))
      .then(scheduled({ scheduledFor: at(8, 1), because: 'window', by: 'dispatcher', at: at(22) })));
  it('looks at the cap again', () => {
    const other = { messageId: messageId(2), kind: 'marketing' as const };
    given(
      reachable,
      consent('marketing', 'granted'),
      suggested(),
      scheduled({ kind: 'marketing' }),
      suggested(other),
      scheduled(other),
      started(other),
    )
      .when(startDispatch, dispatch(at(9), { kind: 'marketing' }))
      .then(suppressed('cap.reached', at(9)));
  });
  it('is past when its use is over, or its template was withdrawn', () => {
    given(...ready)
      .when(startDispatch, dispatch(at(9, 6)))
      .then(suppressed('lapsed', at(9, 6)));
    given(...ready)
      .when(startDispatch, dispatch(at(9), { kind: null }))
      .then(suppressed('template.withdrawn', at(9)));
  });
  it('does not leave with a gap, where its template has come to want a value that nobody gave', () => {
    given(...ready)
      .when(startDispatch, dispatch(at(9), { complete: false }))
      .then(suppressed('template.value-missing', at(9)));
    given(...ready)
      .when(startDispatch, dispatch(at(9, 6), { complete: false }))
      .then(suppressed('lapsed', at(9, 6)));
  });
  it('comes neither too early nor twice, whatever became of the first', () => {
    given(...ready)
      .when(startDispatch, dispatch(at(8)))
      .thenNothing();
    given(...ready, started())
      .when(startDispatch, dispatch(at(9)))
      .thenNothing();
    given(...ready, started(), { type: 'OutcomeUnknown', data: about(at(10)) })
      .when(startDispatch, dispatch(at(10)))
      .thenNothing();
    given(...ready, started(), { type: 'MessageFailed', data: { ...about(at(10)), reasonCode: 'x' } })
      .when(startDispatch, dispatch(at(10)))
      .thenNothing();
  });
});

describe('what became of it', () => {
  const begun = [reachable, suggested(), scheduled(), started()] as const;
  const unknown = { type: 'OutcomeUnknown' as const, data: about(at(10)) };
  const delivered = { type: 'MessageDelivered' as const, data: about(at(11)) };
  it('unknown is resolved by the receipt', () => {
    given(...begun)
      .when(noteOutcome, { ...about(at(10)), outcome: 'unknown' })
      .then(unknown);
    given(...begun, unknown)
      .when(noteOutcome, { ...about(at(11)), outcome: 'delivered' })
      .then(delivered);
  });
  it('a receipt, good or bad, is news however far the text was known to be', () => {
    const dispatched = { type: 'MessageDispatched' as const, data: about(at(10)) };
    const failed = { type: 'MessageFailed' as const, data: { ...about(at(11)), reasonCode: 'x' } };
    for (const known of [[], [unknown], [dispatched], [unknown, dispatched]]) {
      const before = given(...begun, ...known);
      before.when(noteOutcome, { ...about(at(11)), outcome: 'delivered' }).then(delivered);
      before.when(noteOutcome, { ...about(at(11)), outcome: 'failed', reasonCode: 'x' }).then(failed);
    }
  });
  it('a receipt stands, whatever comes after it', () => {
    const receipted = given(...begun, delivered);
    receipted.when(noteOutcome, { ...about(at(12)), outcome: 'delivered' }).thenNothing();
    receipted.when(noteOutcome, { ...about(at(12)), outcome: 'dispatched' }).thenNothing();
    receipted.when(noteOutcome, { ...about(at(12)), outcome: 'unknown' }).thenNothing();
    receipted.when(noteOutcome, { ...about(at(12)), outcome: 'failed', reasonCode: 'x' }).thenNothing();
  });
  it('of a message that never started is nothing', () =>
    given(reachable, suggested(), scheduled())
      .when(noteOutcome, { ...about(at(9)), outcome: 'delivered' })
      .thenNothing());
});

describe('a no', () => {
  it('of the client takes back what waits of that kind, and nothing else', () =>
    given(reachable, suggested(), suggested({ messageId: messageId(2), kind: 'service' }))
      .when(noteConsent, { clientId, purpose: 'greeting', state: 'withdrawn', at: at(9) })
      .then(consent('greeting', 'withdrawn', at(9)), suppressed('consent.withdrawn', at(9))));
  it('is not undone by an older yes', () =>
    given(consent('marketing', 'refused', at(9)))
      .when(noteConsent, { clientId, purpose: 'marketing', state: 'granted', at: at(8) })
      .thenNothing());
  it('and a yes of the same instant: the later word stands, here as in clients, and is noted once', () => {
    given(consent('marketing', 'granted', at(9)))
      .when(noteConsent, { clientId, purpose: 'marketing', state: 'withdrawn', at: at(9) })
      .then(consent('marketing', 'withdrawn', at(9)));
    given(consent('marketing', 'withdrawn', at(9)))
      .when(noteConsent, { clientId, purpose: 'marketing', state: 'withdrawn', at: at(9) })
      .thenNothing();
  });
  it('as an opt-out word holds for greetings and marketing at once', () =>
    given(
      reachable,
      consent('marketing', 'granted'),
      suggested(),
      scheduled(),
      started(),
      suggested({ messageId: messageId(2) }),
    )
      .when(receiveOptOut, about(at(10)))
      .then(
        { type: 'OptOutReceived', data: about(at(10)) },
        consent('marketing', 'withdrawn', at(10)),
        consent('greeting', 'withdrawn', at(10)),
        suppressed('consent.withdrawn', at(10), { messageId: messageId(2) }),
      ));
  it('of the maintainer suppresses it; after it left it is too late', () => {
    const no = { ...about(at(9)), by: 'S1001', note: '已当面祝福' };
    given(reachable, suggested(), scheduled())
      .when(declineMessage, no)
      .then(suppressed('declined', at(9), { by: 'S1001', note: '已当面祝福' }));
    given(reachable, suggested(), scheduled(), started()).when(declineMessage, no).thenRefused('message.left-already');
    given(suggested(), suppressed('declined', at(8)))
      .when(declineMessage, no)
      .thenNothing();
  });
});

describe('who is noted', () => {
  const suggest = { ...asked(), messageId: messageId() };
  it('a client without a maintainer gets no suggestion; one occasion makes one message', () => {
    given(reachable).when(suggestMessage, suggest).thenNothing();
    given(reachable, maintained).when(suggestMessage, suggest).then(suggested());
    given(reachable, maintained, suggested(), suppressed('declined', at(9)))
      .when(suggestMessage, suggest)
      .thenNothing();
  });
  it('a new maintainer is asked for the yes; without one it is taken back', () => {
    const next = { staffId: 'S1002', outletId: 'N01' };
    given(maintained, suggested())
      .when(noteMaintainer, { clientId, maintainer: next, at: at(9) })
      .then(
        { type: 'MaintainerNoted', data: { clientId, maintainer: next, at: at(9) } },
        { type: 'MessageHandedOver', data: { ...about(at(9)), ...next } },
      );
    given(maintained, suggested())
      .when(noteMaintainer, { clientId, maintainer: null, at: at(9) })
      .then(
        { type: 'MaintainerNoted', data: { clientId, maintainer: null, at: at(9) } },
        suppressed('client.unmaintained', at(9)),
      );
    given(maintained)
      .when(noteMaintainer, { clientId, maintainer, at: at(9) })
      .thenNothing();
  });
  it('an older name or phone changes nothing; a phone taken away is none', () => {
    given(reachable)
      .when(noteContact, { clientId, name: '王芳', phone: null, at: '2026-06-01T00:00:00.000Z' })
      .thenNothing();
    given(reachable)
      .when(noteContact, { clientId, phone: null, at: at(9) })
      .then({ type: 'ContactNoted', data: { clientId, phone: null, hasPhone: false, at: at(9) } });
  });
  it('of two names and phones of the same instant the later word stands', () =>
    given(reachable)
      .when(noteContact, { clientId, name: '王芳', phone: '13800000002', at: at(0) })
      .then({
        type: 'ContactNoted',
        data: { clientId, name: '王芳', phone: '13800000002', hasPhone: true, at: at(0) },
      }));
  it('an erased client is written to no more', () => {
    given(reachable, suggested())
      .when(forgetRecipient, { clientId, at: at(9) })
      .then({ type: 'RecipientForgotten', data: { clientId, at: at(9) } }, suppressed('client.erased', at(9)));
    given({ type: 'RecipientForgotten', data: { clientId, at: at(8) } }, suggested(), scheduled())
      .when(startDispatch, dispatch(at(9)))
      .then(suppressed('client.erased', at(9)));
  });
  it('what nobody said yes to lapses, what left does not', () => {
    given(suggested())
      .when(lapseMessage, about(at(0, 5)))
      .then(suppressed('lapsed', at(0, 5)));
    given(reachable, suggested(), scheduled(), started())
      .when(lapseMessage, about(at(0, 5)))
      .thenNothing();
  });
  it('no state keeps a name or a phone in the clear', () => {
    const state = [reachable, maintained, suggested()].reduce(
      (folded, event) => outreach.evolve(folded, event),
      outreach.initial(),
    );
    expect(JSON.stringify({ ...state, messages: [...state.messages] })).not.toMatch(/王小芳|13800000001/);
  });
});
