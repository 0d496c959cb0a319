import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsCode } from '@pcrm/contracts';
import { PageQuery, type Scope } from '@pcrm/platform';
import { IsOptional } from 'class-validator';

/** A list of clients, of all outlets or of one. */
export class OfOutletQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Only this outlet; for those who see all.' })
  @IsOptional()
  @IsCode()
  outletId?: string;
}

/** What the caller sees, of the outlet asked for where they see all: nobody sees more by asking. */
export const within = (scope: Scope, { outletId }: OfOutletQuery): Scope =>
  outletId !== undefined && scope.kind === 'all' ? { kind: 'outlet', outletId } : scope;
