import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Fails, IfMatch, RefusesUnknown, Requires, revised, type Revised } from '@pcrm/platform';
import { AddUserRequest, DisabledRequest, PasswordRequest, type UserAnswer, type UsersAnswer } from './users.dto.js';
import { Sessions } from '../sign-in/sessions.js';
import { Users } from './users.js';

@ApiTags('users')
@Controller('users')
export class UsersController {
  constructor(
    @Inject(Users) private readonly users: Users,
    @Inject(Sessions) private readonly sessions: Sessions,
  ) {}

  /** Everybody who may sign in, without what is secret. */
  @Get()
  @Requires('user.manage')
  async list(): Promise<UsersAnswer> {
    return { items: await this.users.list() };
  }

  /** One of them; the ETag is what a new password and locking out take as If-Match. */
  @Get(':userId')
  @Requires('user.manage')
  async one(@Param('userId') userId: string): Promise<Revised<UserAnswer>> {
    const { user, revision } = await this.users.one(userId);
    return revised({ ...user }, revision);
  }

  /** Lets a member of staff sign in; capitals do not tell two users apart. 422 `user.exists`, `user.staff-unknown`. */
  @Post()
  @HttpCode(204)
  @Requires('user.manage')
  @Fails(422)
  @RefusesUnknown()
  async add(@Body() request: AddUserRequest): Promise<void> {
    await this.users.add(request);
  }

  /** Gives a user a new password: every session under the old one is over. 422 `user.unknown`. */
  @Put(':userId/password')
  @HttpCode(204)
  @Requires('user.manage')
  @Fails(422)
  @RefusesUnknown()
  async setPassword(
    @Param('userId') userId: string,
    @Body() { password }: PasswordRequest,
    @IfMatch() revision?: number,
  ): Promise<void> {
    this.sessions.recheck(await this.users.setPassword(userId, password, revision));
  }

  /** Locks somebody out, or lets them in again; sessions that run are over. 422 `user.unknown`, `user.last-administrator`. */
  @Put(':userId/disabled')
  @HttpCode(204)
  @Requires('user.manage')
  @Fails(422)
  @RefusesUnknown()
  async disable(
    @Param('userId') userId: string,
    @Body() { disabled }: DisabledRequest,
    @IfMatch() revision?: number,
  ): Promise<void> {
    this.sessions.recheck(await this.users.disable(userId, disabled, revision));
  }
}
