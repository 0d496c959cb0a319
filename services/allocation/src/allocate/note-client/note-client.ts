import { rank, type AverageBand, type Tier } from '@pcrm/contracts';
import type { Decide } from '@pcrm/event-sourcing';
import { attachAdviserAfterRise, followUp } from '../book-consequences.js';
import { BookDraft, needsMaintainer, type Deciding } from '../book-draft.js';
import { release } from '../book-moves.js';
import type { BookClient, OutletBook } from '../book-pages.js';
import type { Basis, OutletBookEvent } from '../outlet-book.events.js';

/** What `clients` said; what is absent did not change. `because`: reason code, should nobody be needed any more. */
export type NoteClient = Deciding & {
  readonly clientId: string;
  readonly tier?: Tier | null;
  readonly potential?: { readonly targetTier: Tier; readonly basis: Basis } | null;
  readonly band?: AverageBand;
  readonly because: string;
};

/** Notes tier, potential and band of a client, and what follows: release when nobody is needed any more, a proposal when the maintainer no longer fits, a word when the book is above capacity. Who has left the book is left alone. */
export const noteClient: Decide<NoteClient, OutletBook, OutletBookEvent> = (command, book) => {
  const draft = new BookDraft(book, command);
  const client = draft.client(command.clientId);
  if (!client) return [];
  const [tier, holder] = [client.tier, client.staffId];
  const before = holder === null ? undefined : draft.loadOf(holder);
  note(draft, command, client);
  if (draft.facts.length === 0) return [];
  if (!needsMaintainer(client)) release(draft, command.clientId, command.because);
  if (rank(client.tier) > rank(tier)) attachAdviserAfterRise(draft, command.clientId);
  followUp(draft, command.clientId);
  if (holder !== null && before) draft.sayExceeded(holder, before, 'standingNoted');
  return draft.facts;
};

function note(draft: BookDraft, command: NoteClient, client: BookClient): void {
  const { clientId, outletId, on, band } = command;
  const of = { outletId, clientId };
  const tier = command.tier === undefined ? client.tier : command.tier;
  const { targetTier, basis } = potentialAfter(command, client, tier);
  if (tier !== client.tier) draft.record({ type: 'ClientTierNoted', data: { ...of, tier, on } });
  if (targetTier !== client.targetTier || basis !== client.basis) {
    draft.record({ type: 'ClientPotentialNoted', data: { ...of, targetTier, basis, on } });
  }
  if (band !== undefined && band !== client.band) draft.record({ type: 'ClientBandNoted', data: { ...of, band, on } });
}

type Potential = { readonly targetTier: Tier | null; readonly basis: Basis | null };
const NONE: Potential = { targetTier: null, basis: null };

/** A target that the tier has reached is one no longer. */
function potentialAfter({ potential }: NoteClient, client: BookClient, tier: Tier | null): Potential {
  const { targetTier, basis }: Potential = potential === undefined ? client : (potential ?? NONE);
  return rank(targetTier) > rank(tier) ? { targetTier, basis } : NONE;
}
