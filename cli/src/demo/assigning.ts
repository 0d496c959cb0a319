import type { Act } from './act.js';
import type { Staff } from './branch.js';
import { NEWCOMER, TOUR_MANAGER } from './branch.js';
import type { Care } from './care.js';

/** Clients of a tier that fill one book; an unsigned potential loads 1/300. */
const FULL: { readonly [tier: string]: number } = { diamond: 30, platinum: 100, gold: 200 };
const POTENTIAL = 300;
/** Gold clients of an outlet from which on its front staff are allotted as many as they are meant to have. */
const GOLDEN = 400;
/** Books are filled to here; above 1 only where an outlet has too few people. */
const COMFORTABLE = 0.97;

type Book = { readonly staff: Staff; load: number; clients: number };
export const weightOf = (care: Care, { capacityPercent }: Staff): number =>
  (care.tier ? 1 / (FULL[care.tier] ?? POTENTIAL) : 1 / POTENTIAL) / (capacityPercent / 100);

/** The books of one outlet, and how its head fills them. */
export class Books {
  private readonly managers: readonly Book[];
  private readonly lobby: readonly Book[];
  private readonly tellers: readonly Book[];
  private readonly advisers: readonly Staff[];

  constructor(
    staff: readonly Staff[],
    private readonly head: string,
  ) {
    const booksOf = (role: Staff['role']): readonly Book[] =>
      staff.filter((person) => person.role === role).map((person) => ({ staff: person, load: 0, clients: 0 }));
    this.managers = booksOf('clientManager').filter(({ staff: { staffId } }) => staffId !== NEWCOMER);
    this.lobby = booksOf('lobbyManager');
    this.tellers = booksOf('teller');
    this.advisers = staff.filter(({ role }) => role === 'wealthAdviser' || role === 'financialAdviser');
  }

  /** Everybody signed, on the first morning: diamond and platinum evenly, gold where there is room, then lobby and tellers by band. */
  fill(cares: readonly Care[], at: (minutes: number) => string): readonly Act[] {
    const moves = (list: readonly Care[]): { clientNo: string; staffId: string }[] =>
      list.map(({ client: { clientNo }, maintainer }) => ({ clientNo, staffId: maintainer?.staffId ?? '' }));
    const within: Care[] = [];
    const above: Care[] = [];
    const signed = cares.filter(({ tier }) => tier);
    const golden = signed.filter(({ tier }) => tier === 'gold');
    for (const care of signed.filter(({ tier }) => tier !== 'gold')) within.push(this.toLightest(care, this.managers));
    for (const care of golden) {
      if (care.client.steady && this.give(care, TOUR_MANAGER)) within.push(care);
      else if (this.toFrontStaff(care, golden.length) || this.roomFor(care)) within.push(care);
      else above.push(this.toLightest(care, this.managers));
    }
    const assign = (list: readonly Care[], minutes: number, reason?: string): readonly Act[] =>
      chunks(list, 500).map((part, nth) => ({
        at: at(minutes + nth),
        actor: this.head,
        act: 'assign',
        moves: moves(part),
        ...(reason !== undefined && { reason }),
      }));
    return [
      ...assign(within, 0),
      ...assign(above, 20, '客户经理人手不足，暂由现有人员超额维护，待增员后调整'),
      ...this.attach(signed, at),
    ];
  }

  /** One client found later: to the lightest book. */
  place(care: Care, at: string): Act {
    if (!this.give(care, care.assignTo)) this.toLightest(care, this.managers);
    const { client, maintainer } = care;
    const staffId = maintainer?.staffId ?? '';
    const load = this.managers.find(({ staff }) => staff.staffId === staffId)?.load ?? 0;
    const reason = load > 1 ? { reason: '网点人手不足，经负责人同意超额分配' } : {};
    return { at, actor: this.head, act: 'assign', moves: [{ clientNo: client.clientNo, staffId }], ...reason };
  }

  private attach(signed: readonly Care[], at: (minutes: number) => string): readonly Act[] {
    const adviser = this.advisers[0];
    if (!adviser) return [];
    return signed
      .filter(({ tier }) => tier === 'diamond')
      .slice(0, 15)
      .map(({ client: { clientNo } }, nth) => ({
        at: at(40 + nth),
        actor: this.head,
        act: 'attachAdviser',
        clientNo,
        staffId: adviser.staffId,
      }));
  }

  private toLightest(care: Care, books: readonly Book[]): Care {
    const book = lightest(books);
    if (book) give(care, book);
    return care;
  }

  /** To this manager, who works here; false when not. */
  private give(care: Care, staffId: string | undefined): boolean {
    const book = this.managers.find(({ staff }) => staff.staffId === staffId);
    if (book) give(care, book);
    return book !== undefined;
  }

  private roomFor(care: Care): boolean {
    const book = lightest(this.managers);
    if (!book || book.load + weightOf(care, book.staff) > COMFORTABLE) return false;
    give(care, book);
    return true;
  }

  /** A8: lobby managers take [200k, 500k), tellers [100k, 200k); a dozen each, fewer where there are few gold clients. */
  private toFrontStaff(care: Care, golden: number): boolean {
    const yuan = care.averageFen / 100;
    const share = Math.min(1, golden / GOLDEN);
    const [books, most] =
      yuan >= 200_000 && yuan < 480_000
        ? [this.lobby, Math.max(2, Math.round(14 * share))]
        : yuan >= 105_000 && yuan < 195_000
          ? [this.tellers, Math.max(2, Math.round(9 * share))]
          : [[], 0];
    const book = [...books].sort((a, b) => a.clients - b.clients)[0];
    if (!book || book.clients >= most) return false;
    give(care, book);
    return true;
  }
}

function give(care: Care, book: Book): void {
  care.maintainer = book.staff;
  book.load += weightOf(care, book.staff);
  book.clients += 1;
}

const lightest = (books: readonly Book[]): Book | undefined =>
  books.reduce<Book | undefined>((best, book) => (best && best.load <= book.load ? best : book), undefined);

const chunks = <T>(list: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, nth) => list.slice(nth * size, (nth + 1) * size));
