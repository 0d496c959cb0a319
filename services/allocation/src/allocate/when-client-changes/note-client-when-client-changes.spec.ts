import {
  averageBandChanged,
  clientErased,
  clientMarkedPotential,
  clientRegistered,
  followUpTerminated,
  potentialWithdrawn,
} from '@pcrm/contracts';
import { say } from '@pcrm/contracts/testing';
import type { Issued, Known, Table } from '@pcrm/event-sourcing';
import { client } from '../../../test/book-words.js';
import { DECK } from '../../capacity/capacity-policy.events.js';
import { noteClientWhenClientChanges } from './note-client-when-client-changes.js';

const at = '2026-06-01T01:00:00.000Z';
const clientId = client(1);
const knowing = (rows: { readonly [view: string]: object }): Known => ({
  row: <R>({ name }: Table) => rows[name.split('.')[0] ?? ''] as R | undefined,
});
const inN02 = knowing({ 'book-clients': { outletId: 'N02' } });
const { on } = noteClientWhenClientChanges;
const handlers = (issued: readonly Issued[] | undefined) =>
  issued?.map(({ handler, id, command, occurredAt }) => ({ handler, id, occurredAt, ...command }));

describe('noting clients in the book of their outlet', () => {
  it('hears history from the first message', () => expect(noteClientWhenClientChanges.fromStart).toBe(true));

  it('a registered client is placed and admitted, with the tier of a take-over', () => {
    const data = {
      clientId,
      clientNo: 'C1',
      outletId: 'N01',
      name: null,
      phone: null,
      registeredOn: '2026-06-01',
      signed: { tier: 'gold' as const, signedOn: '2025-01-01' },
    };
    expect(handlers(on.ClientRegistered?.(say(clientRegistered, data), knowing({})))).toEqual([
      { handler: 'clientPlacement.place', id: clientId, occurredAt: at, clientId, outletId: 'N01', on: '2026-06-01' },
      {
        ...{
          handler: 'outletBook.admitClient',
          id: 'N01',
          occurredAt: at,
          clientId,
          outletId: 'N01',
          on: '2026-06-01',
        },
        ...{ tier: 'gold', targetTier: null, basis: null, band: null },
      },
    ]);
  });
  it('goes to the outlet where the client is now, under the numbers of the fact’s date', () => {
    const later = { version: 2, effectiveFrom: '2026-06-10', terms: { ...DECK.terms, potentialClients: 9 } };
    const known = knowing({ 'book-clients': { outletId: 'N02' }, 'capacity-versions': { versions: [later] } });
    const marked = (markedOn: string) =>
      say(clientMarkedPotential, {
        clientId,
        outletId: 'N01',
        basis: 'reached',
        targetTier: 'gold',
        currentTier: null,
        averageFen: 1,
        markedOn,
      });
    const [before] = handlers(on.ClientMarkedPotential?.(marked('2026-06-09'), known)) ?? [];
    expect(before).toMatchObject({
      handler: 'outletBook.noteClient',
      id: 'N02',
      outletId: 'N02',
      potential: { targetTier: 'gold', basis: 'reached' },
      terms: DECK.terms,
    });
    expect(handlers(on.ClientMarkedPotential?.(marked('2026-06-10'), known))).toMatchObject([{ terms: later.terms }]);
  });
  it('takes the outlet of the message where no row stands yet, and waits where neither says it', () => {
    const band = say(averageBandChanged, {
      clientId,
      outletId: 'N01',
      band: '100k-200k' as const,
      averageFen: 1,
      asOf: '2026-06-01',
    });
    expect(handlers(on.AverageBandChanged?.(band, knowing({})))).toMatchObject([{ id: 'N01', band: '100k-200k' }]);
    const withdrawn = say(potentialWithdrawn, { clientId, withdrawnOn: '2026-06-01', reasonCode: 'below' });
    expect(() => on.PotentialWithdrawn?.(withdrawn, knowing({}))).toThrow(/no outlet is known/);
    expect(handlers(on.PotentialWithdrawn?.(withdrawn, inN02))).toMatchObject([
      { id: 'N02', potential: null, because: 'potentialWithdrawn' },
    ]);
  });
  it('ended follow-up notes the tier that remains; erasure dismisses, on the day it is in Shanghai', () => {
    const ended = say(followUpTerminated, {
      clientId,
      reasonCode: 'declined',
      remainsTier: null,
      terminatedOn: '2026-06-01',
      coolOffUntil: '2026-11-28',
    });
    expect(handlers(on.FollowUpTerminated?.(ended, inN02))).toMatchObject([
      { tier: null, potential: null, because: 'followUpTerminated' },
    ]);
    const erased = say(clientErased, {
      clientId,
      erasedAt: '2026-05-31T16:00:00.000Z',
      identityLocked: false,
      identityLockedUntil: null,
    });
    expect(handlers(on.ClientErased?.(erased, inN02))).toMatchObject([
      { handler: 'outletBook.dismissClient', id: 'N02', clientId, toOutletId: null, on: '2026-06-01' },
    ]);
  });
});
