import { ApiPropertyOptional } from '@nestjs/swagger';
import type { Found } from '@pcrm/event-sourcing';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** Most rows of one page. */
export const PAGE_LIMIT = 200;

/** Query of a list: how many rows, and after which. */
export class PageQuery {
  @ApiPropertyOptional({ description: 'Rows of one page.', minimum: 1, maximum: PAGE_LIMIT, default: 50 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(PAGE_LIMIT)
  limit: number = 50;

  @ApiPropertyOptional({ description: 'Cursor `next` of the page before.' })
  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  after?: string;
}

/** A page of rows; `next` is there when more may follow. */
export type Page<Item> = { readonly items: readonly Item[]; readonly next?: string };

/** The page of what was found, each row shown by `show`. */
export const pageOf = <Doc, Item>({ rows, next }: Found<Doc>, show: (doc: Doc, key: string) => Item): Page<Item> => ({
  items: rows.map(({ doc, key }) => show(doc, key)),
  ...(next !== undefined && { next }),
});

/** The part of a `Find` that a page query gives. */
export const pagedBy = ({ limit, after }: PageQuery): { limit: number; after?: string } => ({
  limit,
  // What need not be given may be null in a body.
  ...(typeof after === 'string' && { after }),
});
