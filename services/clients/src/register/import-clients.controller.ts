import type { Readable } from 'node:stream';
import { Controller, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { toShanghaiDate, type RejectedLine } from '@pcrm/contracts';
import { Refusal, type Metadata } from '@pcrm/event-sourcing';
import {
  Caller,
  encodingOf,
  importReport,
  inScope,
  metadataOfLine,
  Requires,
  Streamed,
  Upload,
  wholeUpload,
  type CallerIdentity,
  type ImportReport,
  type LineCame,
  type Scope,
} from '@pcrm/platform';
import { ClientAccess, Clients, type Place } from '../client-access.adapter.js';
import { clientIdOf } from '../client-directory.js';
import { KnownOutlets } from './known-outlets/known-outlets.adapter.js';
import { registerClient } from './register-client/register-client.js';
import { Takeover } from './taken-over.tokens.js';
import type { ClientLine } from './import-clients/client-line.js';
import { readClientFile, type GoodClientLine } from './import-clients/client-file.js';

const LARGEST_BYTES = 64 * 1_024 * 1_024;
const GROUP = 1_000;

@ApiTags('clients')
@Controller('clients/import')
export class ImportClientsController {
  constructor(
    @Inject(Clients) private readonly handle: Clients,
    @Inject(Takeover) private readonly takeover: Takeover,
    @Inject(ClientAccess) private readonly access: ClientAccess,
    @Inject(KnownOutlets) private readonly outlets: KnownOutlets,
  ) {}

  /** A CSV file of clients (see docs/feed.md), UTF-8 or GB18030. Bad lines are named, the rest goes in; the same file again changes nothing. */
  @Post()
  @HttpCode(200)
  @Streamed()
  @Requires('client.import')
  async import(
    @Upload() upload: Readable,
    @Headers('content-type') contentType: string | undefined,
    @Caller() caller: CallerIdentity,
  ): Promise<ImportReport> {
    const { scope, metadata } = caller;
    const bytes = await wholeUpload(upload, LARGEST_BYTES);
    const { good, rejected } = readClientFile(bytes, encodingOf(contentType), toShanghaiDate(metadata.occurredAt));
    const [within, outside] = parted(good, ({ line }) => mayImport(scope, line));
    const unknown = await this.outlets.unknown(within.map(({ line }) => line.outletId));
    const [taken, nowhere] = parted(within, ({ line }) => !unknown.has(line.outletId));
    const came: LineCame[] = [];
    for (let start = 0; start < taken.length; start += GROUP)
      came.push(...(await this.take(taken.slice(start, start + GROUP), caller)));
    return importReport(came, [
      ...rejected,
      ...outside.map(ofOutlet('access.denied')),
      ...nowhere.map(ofOutlet('outletId.unknown')),
    ]);
  }

  /** Registers a group, then opens accounts and standings of those who came in. Answers what became of each line. */
  private async take(
    lines: readonly GoodClientLine[],
    { scope, metadata }: CallerIdentity,
  ): Promise<readonly LineCame[]> {
    const asked = lines.map(({ line: { clientNo, outletId } }) => ({ clientId: clientIdOf(clientNo), outletId }));
    const places = await this.access.placesOf(asked, scope);
    const items = lines.map((from) => ({ ...this.item(from, metadata, places), from }));
    const outcomes = await this.handle.many(items);
    const fault = outcomes.find((outcome) => outcome instanceof Error && !(outcome instanceof Refusal));
    if (fault instanceof Error) throw fault;
    const taken = items.filter((_, i) => !(outcomes[i] instanceof Error));
    await this.takeover.takeOver(
      taken.map(({ id, from: { line }, metadata: one }) => ({
        clientId: id,
        ...pastOf(line),
        outletId: line.outletId,
        consents: line.consents,
        metadata: one,
      })),
    );
    return lines.map(({ row }, i) => ({ row, came: outcomes[i] }));
  }

  private item({ line, row }: GoodClientLine, metadata: Metadata, places: ReadonlyMap<string, Place>) {
    const id = clientIdOf(line.clientNo);
    const at = metadata.occurredAt;
    const { clientNo, outletId, file } = line;
    const command = { clientId: id, clientNo, outletId, registeredOn: toShanghaiDate(at), file, at, ...pastOf(line) };
    return {
      id,
      decide: registerClient,
      command: { ...command, ...places.get(id) },
      metadata: metadataOfLine(metadata, row),
    };
  }
}

/** Lines for which something holds, and the others. */
const parted = (lines: readonly GoodClientLine[], holds: (one: GoodClientLine) => boolean) =>
  [lines.filter(holds), lines.filter((one) => !holds(one))] as const;

const ofOutlet =
  (reason: string) =>
  ({ row: { line, text } }: GoodClientLine): RejectedLine => ({ line, field: 'outletId', reason, text });

const pastOf = ({ signed, openingAverageFen }: ClientLine) => ({
  ...(signed && { signed }),
  ...(openingAverageFen !== undefined && { openingAverageFen }),
});

const mayImport = (scope: Scope, { outletId }: ClientLine): boolean =>
  inScope(scope.kind === 'own' ? { kind: 'none' } : scope, { outletId });
