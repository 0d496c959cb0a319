import { ApiProperty } from '@nestjs/swagger';
import type { StaffRole } from '@pcrm/contracts';
import { IsString, Length, Matches } from 'class-validator';
import { PASSWORD_MAX, PASSWORD_MIN } from './password.js';
import { USER_ID } from './user-id.js';

export class SignInRequest {
  @ApiProperty({ example: 'admin' }) @Matches(USER_ID) userId!: string;
  @ApiProperty({ example: 'correct horse battery' }) @IsString() @Length(1, PASSWORD_MAX) password!: string;
}

export class PersonaRequest {
  @ApiProperty({ description: 'A member of staff of the demo branch.', example: 'QX-101' })
  @Matches(/^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/)
  staffId!: string;
}

export class SetUpRequest {
  @ApiProperty({ description: 'The token of the one-time link.' }) @IsString() @Length(20, 100) token!: string;
  @ApiProperty({ example: 'admin' }) @Matches(USER_ID) userId!: string;
  @ApiProperty({ example: 'correct horse battery' }) @IsString() @Length(PASSWORD_MIN, PASSWORD_MAX) password!: string;
}

/** Who is signed in, for the page to greet and to draw the menu by. */
export type SessionAnswer = {
  readonly userId: string;
  readonly staffId: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly outletId?: string;
  /** What the role may do. */
  readonly permissions: readonly string[];
  /** True in a demo data folder: the data is made up. */
  readonly demo: boolean;
  /** The clock of the services, ISO 8601 in UTC. */
  readonly now: string;
};

/** Somebody of the demo branch who may be picked. */
export type PersonaAnswer = {
  readonly staffId: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly outletId?: string;
  readonly outletName?: string;
};
