import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsString, Length, Matches } from 'class-validator';
import { PASSWORD_MAX, PASSWORD_MIN } from '../sign-in/password.js';
import { USER_ID } from '../sign-in/user-id.js';

export class AddUserRequest {
  @ApiProperty({ description: 'Capitals do not tell two users apart.', example: 'lin' })
  @Matches(USER_ID)
  userId!: string;
  @ApiProperty({ description: 'Member of staff; role and outlet follow the staff list.', example: 'QX-101' })
  @Matches(/^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/)
  staffId!: string;
  @ApiProperty() @IsString() @Length(PASSWORD_MIN, PASSWORD_MAX) password!: string;
}

export class PasswordRequest {
  @ApiProperty() @IsString() @Length(PASSWORD_MIN, PASSWORD_MAX) password!: string;
}

export class DisabledRequest {
  @ApiProperty() @IsBoolean() disabled!: boolean;
}

/** Somebody who may sign in. */
export type UserAnswer = {
  readonly userId: string;
  readonly staffId: string;
  readonly disabled: boolean;
  readonly createdAt: string;
  readonly administrator?: boolean;
};
export type UsersAnswer = { readonly items: readonly UserAnswer[] };
