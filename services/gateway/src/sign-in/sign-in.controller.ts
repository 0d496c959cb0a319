import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Clock, Refusal } from '@pcrm/event-sourcing';
import { Fails, found, NotSignedIn, Public, roleTable, TooMany } from '@pcrm/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GatewayOptions } from '../gateway.tokens.js';
import { Attempts } from './attempts.js';
import type { SignedIn } from './identity-provider.js';
import { People } from './people.js';
import { assertSameOrigin, cookieIn, sendCookie } from './session-cookie.js';
import { PersonaRequest, SetUpRequest, SignInRequest, type PersonaAnswer, type SessionAnswer } from './sign-in.dto.js';
import { userIdOf } from './user-id.js';

@ApiTags('session')
@Controller('session')
export class SignInController {
  private readonly attempts = new Attempts(() => Date.now());

  constructor(
    @Inject(People) private readonly people: People,
    @Inject(GatewayOptions) private readonly options: GatewayOptions,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Who is signed in; 401 when nobody is. */
  @Get()
  @Public()
  @Fails(401)
  async session(@Req() request: FastifyRequest): Promise<SessionAnswer> {
    const cookie = cookieIn(request);
    const session = cookie === undefined ? undefined : await this.people.sessions.find(cookie);
    if (!session) throw new NotSignedIn('no session');
    return this.answer(session);
  }

  /** Signs in with user and password. 401 when they do not belong together, 429 after too many wrong ones. */
  @Post()
  @HttpCode(200)
  @Public()
  @Fails(401, 403)
  async signIn(
    @Body() { userId, password }: SignInRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionAnswer> {
    assertSameOrigin(request);
    const who = userIdOf(userId);
    const wait = this.attempts.wait(who);
    if (wait > 0) throw new TooMany(wait);
    // Counted before the slow comparison: many at once are many.
    const takeBack = this.attempts.fail(who);
    const person = await this.people.provider.signIn(userId, password).catch((error: unknown) => {
      takeBack();
      throw error;
    });
    if (!person) throw new NotSignedIn('user and password do not belong together', 'sign-in.wrong');
    this.attempts.succeed(who);
    return await this.begin(person, false, reply);
  }

  /** The people of the demo branch that may be picked; 404 outside a demo. */
  @Get('personas')
  @Public()
  @Fails(404)
  async personas(): Promise<readonly PersonaAnswer[]> {
    const people = await found(this.options.demo).personas();
    return people.map(({ staffId, name, role, outletId, outletName }) => ({
      staffId,
      name,
      role,
      ...(outletId !== undefined && { outletId }),
      ...(outletName !== undefined && { outletName }),
    }));
  }

  /** Signs in as one of them with one click; 404 outside a demo. */
  @Post('persona')
  @HttpCode(200)
  @Public()
  @Fails(403)
  async persona(
    @Body() { staffId }: PersonaRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionAnswer> {
    assertSameOrigin(request);
    const people = await found(this.options.demo).personas();
    return await this.begin(found(people.find((person) => person.staffId === staffId)), true, reply);
  }

  /** The first administrator of a new branch chooses a password, once. */
  @Post('setup')
  @HttpCode(200)
  @Public()
  @Fails(403, 422)
  async setUp(
    @Body() { token, userId, password }: SetUpRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionAnswer> {
    assertSameOrigin(request);
    const wait = this.attempts.wait('setup');
    if (wait > 0) throw new TooMany(wait);
    try {
      await this.people.users.setUp(token, userId, password);
    } catch (error) {
      if (error instanceof Refusal) this.attempts.fail('setup');
      throw error;
    }
    return await this.begin(found(await this.people.users.current(userId)), false, reply);
  }

  /** Signs out; harmless when nobody is signed in. */
  @Delete()
  @HttpCode(204)
  @Public()
  @Fails(403)
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    assertSameOrigin(request);
    const cookie = cookieIn(request);
    if (cookie !== undefined) await this.people.sessions.end(cookie);
    sendCookie(reply, undefined);
  }

  /** The browser's session before this one ends. */
  private async begin(person: SignedIn, persona: boolean, reply: FastifyReply): Promise<SessionAnswer> {
    const before = cookieIn(reply.request);
    if (before !== undefined) await this.people.sessions.end(before);
    sendCookie(reply, await this.people.sessions.begin(person, persona));
    return this.answer(person);
  }

  private answer({ userId, staffId, name, role, outletId }: SignedIn): SessionAnswer {
    const { may } = roleTable[role];
    const demo = this.options.demo !== undefined;
    return {
      userId,
      staffId,
      name,
      role,
      ...(outletId !== undefined && { outletId }),
      permissions: may,
      demo,
      now: this.clock.now(),
    };
  }
}
