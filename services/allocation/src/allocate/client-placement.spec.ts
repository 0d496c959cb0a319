import { specification } from '@pcrm/event-sourcing/testing';
import { client } from '../../test/book-words.js';
import { clientPlacement } from './client-placement.js';
import { movePlacement } from './move-placement/move-placement.js';
import { placeClient } from './place-client/place-client.js';

const given = specification(clientPlacement);
const on = '2026-06-01';
const clientId = client(1);
const placed = (outletId: string) => ({ type: 'ClientPlaced', data: { clientId, outletId, on } }) as const;

describe('the one outlet a client is placed in', () => {
  it('is named once', () => {
    given().when(placeClient, { clientId, outletId: 'N01', on }).then(placed('N01'));
    given(placed('N01')).when(placeClient, { clientId, outletId: 'N01', on }).thenNothing();
    given(placed('N01'))
      .when(placeClient, { clientId, outletId: 'N02', on })
      .thenRefused('placement.elsewhere', { outletId: 'N01' });
  });
  it('moves only from where the client is', () => {
    const move = { clientId, fromOutletId: 'N01', toOutletId: 'N02', on };
    given(placed('N01')).when(movePlacement, move).then(placed('N02'));
    given(placed('N02')).when(movePlacement, move).thenNothing();
    given(placed('N03')).when(movePlacement, move).thenRefused('placement.not-there', { outletId: 'N01' });
  });
});
