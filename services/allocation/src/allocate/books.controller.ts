import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsCode } from '@pcrm/contracts';
import {
  Fails,
  BadInput,
  Caller,
  found,
  PageQuery,
  pagedBy,
  Requires,
  shownFor,
  Views,
  type CallerIdentity,
  type Page,
  type Scope,
} from '@pcrm/platform';
import { IsIn, IsOptional } from 'class-validator';
import { AllocationConfig } from '../allocation.config.js';
import { entryOf, type BookEntry } from './book/book.query.js';
import { bookClients } from './book-clients.projection.js';
import type { BookClientRow } from './book-clients.row.js';
import { adviserLoads, bookLoads, outletLoads, type LoadTotal, type OutletTotal } from './book-clients.totals.js';
import { BookDesk } from './book-desk.adapter.js';
import { bookStaff, type BookStaffRow } from './book-staff.projection.js';
import { isAdviser, loadWhy, type LoadWhy } from './book/load-why.query.js';
import { loadBoard, type LoadBoard } from './load-board/load-board.query.js';
import { OfOutletQuery, within } from './of-outlet.dto.js';
import { unassignedOn, type Unassigned } from './unassigned/unassigned.query.js';

class BookQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ['maintainer', 'adviser'] })
  @IsOptional()
  @IsIn(['maintainer', 'adviser'])
  as: 'maintainer' | 'adviser' = 'maintainer';
}
class OutletQuery {
  @ApiPropertyOptional({ description: 'Which outlet; one’s own when absent.' })
  @IsOptional()
  @IsCode()
  outletId?: string;
}

/** Most staff of one outlet that the board shows. */
const MOST_STAFF = 1_000;
/** Rows of a book that are read at once. */
const MOST_ROWS = 1_000;

/** How rows are shown in the book of a member of staff. */
const entriesOf = shownFor(entryOf);

@ApiTags('books')
@Controller()
export class BooksController {
  private readonly unassignedOn = shownFor((row: BookClientRow, today) =>
    unassignedOn(today, this.config.workdays())(row),
  );

  constructor(
    @Inject(BookDesk) private readonly desk: BookDesk,
    @Inject(Views) private readonly views: Views,
    @Inject(AllocationConfig) private readonly config: AllocationConfig,
  ) {}

  /** The clients of a member of staff: as maintainer, or as adviser. */
  @Get('books/:staffId')
  @Requires('book.read')
  async book(
    @Param('staffId') staffId: string,
    @Query() query: BookQuery,
    @Caller() { scope }: CallerIdentity,
  ): Promise<Page<BookEntry>> {
    await this.mindStaff(staffId, scope);
    const own: Scope = { kind: 'own', staffId, outletId: '' };
    const by = { own: query.as === 'adviser' ? 'byAdviser' : 'byMaintainer' };
    const find = { ...pagedBy(query), show: entriesOf(staffId) };
    return await this.views.page<BookClientRow, BookEntry>(bookClients, by, own, find);
  }

  /** What the load of a member of staff rests on. Clients by what they weigh as, the ratios of the policy version in force, the factor, and the messages behind each client. */
  @Get('books/:staffId/why')
  @Requires('book.read')
  async why(@Param('staffId') staffId: string, @Caller() { scope }: CallerIdentity): Promise<LoadWhy> {
    const member = await this.member(staffId, scope);
    const as = isAdviser(member.role) ? 'byAdviser' : 'byMaintainer';
    const own: Scope = { kind: 'own', staffId, outletId: '' };
    const rows: BookClientRow[] = [];
    for (let after: string | undefined; ;) {
      const asked = { limit: MOST_ROWS, ...(after !== undefined && { after }) };
      const page = await this.views.find<BookClientRow>(bookClients, { own: as }, own, asked);
      rows.push(...page.rows.map(({ doc }) => doc));
      after = page.next;
      if (after === undefined) break;
    }
    return loadWhy(member, rows, await this.desk.capacity());
  }

  /** Everybody's load in an outlet, and staff needed against present 应配/实配 (A9). */
  @Get('load-board')
  @Requires('load-board.read')
  @Fails(404)
  async board(@Query() { outletId: asked }: OutletQuery, @Caller() { scope }: CallerIdentity): Promise<LoadBoard> {
    const outletId = outletIn(scope, asked);
    const { rows } = await this.views.find<BookStaffRow>(
      bookStaff,
      { outlet: 'byOutlet' },
      { kind: 'outlet', outletId },
      { limit: MOST_STAFF },
    );
    const staff = rows.map(({ doc }) => doc);
    const keys = staff.map(({ staffId }) => staffId);
    const [held, advised, outlets, { terms }] = await Promise.all([
      this.views.open<LoadTotal>(bookLoads, keys),
      this.views.open<LoadTotal>(adviserLoads, keys),
      this.views.open<OutletTotal>(outletLoads, [outletId]),
      this.desk.deciding(outletId),
    ]);
    const docs = (found: ReadonlyMap<string, { readonly doc: LoadTotal }>) =>
      new Map([...found].map(([key, { doc }]) => [key, doc] as const));
    return loadBoard({
      outletId,
      terms,
      staff,
      held: docs(held),
      advised: docs(advised),
      outlet: outlets.get(outletId)?.doc,
    });
  }

  /** Signed or potential clients whom nobody maintains, longest waiting first. */
  @Get('unassigned')
  @Requires('unassigned.read')
  async unassigned(@Query() query: OfOutletQuery, @Caller() { scope }: CallerIdentity): Promise<Page<Unassigned>> {
    const by = { outlet: 'waitingByOutlet', all: 'waiting' };
    const find = { ...pagedBy(query), show: this.unassignedOn(this.desk.today()) };
    return await this.views.page<BookClientRow, Unassigned>(bookClients, by, within(scope, query), find);
  }

  /** One's own book, or one of one's outlet; anybody else's is not there. */
  private async mindStaff(staffId: string, scope: Scope): Promise<void> {
    if (scope.kind === 'own' && scope.staffId === staffId) return;
    await this.member(staffId, scope);
  }

  private async member(staffId: string, scope: Scope): Promise<BookStaffRow> {
    return (await this.views.get<BookStaffRow>(bookStaff, scope, staffId)).doc;
  }
}

function outletIn(scope: Scope, asked: string | undefined): string {
  if (scope.kind !== 'all')
    return found(
      scope.kind === 'none' || (asked !== undefined && asked !== scope.outletId) ? undefined : scope.outletId,
    );
  if (asked === undefined)
    throw new BadInput([{ field: 'outletId', rule: 'isDefined', zh: '应指明网点', en: 'says which outlet' }]);
  return asked;
}
