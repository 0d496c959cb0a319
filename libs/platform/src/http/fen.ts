import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

export type FenOptions = { readonly description: string; readonly min?: number; readonly optional?: boolean };

/** Money of a request: integer fen, below 2^53, never a fraction. Zero or more unless `min` says otherwise. */
export const Fen = ({ description, min = 0, optional = false }: FenOptions): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      type: 'integer',
      format: 'int64',
      description: `${description} In fen (1/100 yuan).`,
      required: !optional,
      example: 10_000_000,
    }),
    IsInt(),
    Min(min),
    Max(Number.MAX_SAFE_INTEGER),
    ...(optional ? [IsOptional()] : []),
  );
