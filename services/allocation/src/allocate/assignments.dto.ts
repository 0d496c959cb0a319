import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsCode } from '@pcrm/contracts';
import { Written } from '@pcrm/platform';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  MaxLength,
  ValidateNested,
} from 'class-validator';

export class MoveRequest {
  @IsUUID() clientId!: string;
  @IsCode() staffId!: string;

  @ApiPropertyOptional({
    description: 'The head’s written reason to go above load 1.00 (A9). About the book: no client names.',
    maxLength: 500,
  })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  @Written()
  reason?: string;
}

export class MovesRequest {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1_000)
  @ValidateNested({ each: true })
  @Type(() => MoveRequest)
  moves!: MoveRequest[];
}

export class ReleaseRequest {
  @IsUUID() clientId!: string;
  /** A code, never free text. */
  @IsString() @Length(1, 64) @Written() reasonCode: string = 'byHead';
}

export class AdviserRequest {
  @IsUUID() clientId!: string;
  @IsCode() staffId!: string;
}

export class TransferRequest {
  @IsUUID() clientId!: string;
  @IsCode() toOutletId!: string;
}
