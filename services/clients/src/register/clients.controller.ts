import { Body, Controller, HttpCode, Inject, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { toShanghaiDate, type ImportantDay } from '@pcrm/contracts';
import { Refusal } from '@pcrm/event-sourcing';
import {
  AccessDenied,
  answer,
  Caller,
  IdParam,
  IfMatch,
  inScope,
  Requires,
  revised,
  type CallerIdentity,
  type CommandAnswer,
  type Revised,
} from '@pcrm/platform';
import { ClientAccess, Clients } from '../client-access.adapter.js';
import { clientIdOf } from '../client-directory.js';
import type { Client } from './client.js';
import { RegisterClientRequest, RevealRequest, UpdateFileRequest, type FileBody } from './clients.dto.js';
import type { FileChange } from './file-facts.js';
import { KnownOutlets } from './known-outlets/known-outlets.adapter.js';
import { registerClient } from './register-client/register-client.js';
import { revealClient } from './reveal-client/reveal-client.js';
import { Takeover } from './taken-over.tokens.js';
import { updateFile } from './update-file/update-file.js';

@ApiTags('clients')
@Controller('clients')
export class ClientsController {
  constructor(
    @Inject(Clients) private readonly handle: Clients,
    @Inject(Takeover) private readonly takeover: Takeover,
    @Inject(ClientAccess) private readonly access: ClientAccess,
    @Inject(KnownOutlets) private readonly outlets: KnownOutlets,
  ) {}

  /** Registers a client of one's own outlet. Asked again it only updates the file; 422 `client.with-somebody-else` for one whom a colleague looks after, `client.outlet-unknown`. */
  @Post()
  @HttpCode(200)
  @Requires('client.register')
  async register(
    @Body() body: RegisterClientRequest,
    @Caller() { scope, metadata }: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    const { clientNo, outletId, signed, openingAverageFen, ...file } = body;
    const within = scope.kind === 'own' ? { kind: 'outlet' as const, outletId: scope.outletId } : scope;
    if (!inScope(within, { outletId })) throw new AccessDenied('another outlet');
    if ((await this.outlets.unknown([outletId])).size > 0) throw new Refusal('client.outlet-unknown', { outletId });
    const clientId = clientIdOf(clientNo);
    const taken = { ...(signed && { signed }), ...(openingAverageFen !== undefined && { openingAverageFen }) };
    const { occurredAt: at } = metadata;
    const places = await this.access.placesOf([{ clientId, outletId }], scope);
    const command = {
      clientId,
      clientNo,
      outletId,
      registeredOn: toShanghaiDate(at),
      file: changeOf(file),
      ...places.get(clientId),
      at,
      ...taken,
    };
    const outcome = await this.handle(clientId, registerClient, command, metadata, revision);
    await this.takeover.takeOver([{ clientId, outletId, ...taken, metadata }]);
    return answer(outcome);
  }

  /** Updates parts of the VIP file 贵宾客户个人档案; what is left out stays. */
  @Patch(':clientId/file')
  @Requires('client.edit-file')
  async update(
    @IdParam('clientId') clientId: string,
    @Body() body: UpdateFileRequest,
    @Caller() { scope, metadata }: CallerIdentity,
    @IfMatch() revision?: number,
  ): Promise<CommandAnswer> {
    await this.access.to(clientId, scope);
    const command = { clientId, change: changeOf(body), at: metadata.occurredAt };
    return answer(await this.handle(clientId, updateFile, command, metadata, revision));
  }

  /** Shows personal data unmasked; that it was shown, to whom and why is written down first. */
  @Post(':clientId/reveal')
  @HttpCode(200)
  @Requires('client.reveal')
  async reveal(
    @IdParam('clientId') clientId: string,
    @Body() { purpose, fields }: RevealRequest,
    @Caller() caller: CallerIdentity,
  ): Promise<Revised<Revealed>> {
    const { scope, metadata, staffId } = caller;
    await this.access.to(clientId, scope);
    const command = { clientId, by: staffId, purpose, fields: [...new Set(fields)], at: metadata.occurredAt };
    await this.handle(clientId, revealClient, command, metadata);
    const { state, revision } = await this.handle.read(clientId);
    return revised(Object.fromEntries(command.fields.map((field) => [field, state[field]])), revision);
  }
}

/** Unmasked fields by name; null where nothing is known or the person was erased. */
type Revealed = { readonly [F in 'name' | 'phone' | 'idNumber' | 'birthday']?: Client[F] };

/** What a request gives, without what it leaves out. */
function changeOf({ birthday, ...fields }: FileBody): FileChange {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return { ...(Object.fromEntries(given) as FileChange), ...(birthday && { birthday: dayOf(birthday) }) };
}

const dayOf = ({ calendar, month, day, leapMonth, year }: NonNullable<FileBody['birthday']>): ImportantDay => ({
  calendar,
  month,
  day,
  ...(leapMonth !== undefined && { leapMonth }),
  ...(year !== undefined && { year }),
});
