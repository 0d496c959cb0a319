import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Outcome } from '@pcrm/event-sourcing';
import { revised } from './etag.js';

/** What a command answers: whose stream, where it now stands, and the position a reader may wait for. */
export class CommandAnswer {
  @ApiProperty({ description: 'Id of what was changed or made.', example: '5b0e7a52-6c1f-4b7e-9d0a-2f1f0e9f8a11' })
  id!: string;
  @ApiProperty({ description: 'Revision afterwards; also the ETag. -1: nothing was ever written.', example: 3 })
  revision!: number;
  @ApiPropertyOptional({
    description: 'Position of the last fact written; absent when things were already so.',
    example: '0000000000004711',
  })
  position?: string;
}

/** The answer to a command from its outcome, with an ETag. */
export function answer({ id, revision, position }: Pick<Outcome, 'id' | 'revision' | 'position'>): CommandAnswer {
  const body = Object.assign(new CommandAnswer(), { id, revision, ...(position !== undefined && { position }) });
  return revised(body, revision);
}
