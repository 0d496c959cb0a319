import type { Readable } from 'node:stream';
import { Controller, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { toShanghaiDate } from '@pcrm/contracts';
import { PCRM_NAMESPACE, Refusal, uuidV5, type Metadata } from '@pcrm/event-sourcing';
import { BadInput, Caller, inScope, Requires, Streamed, Upload, type CallerIdentity, type Scope } from '@pcrm/platform';
import { Clients } from '../client-access.adapter.js';
import { clientIdOf } from '../client-directory.js';
import { registerClient } from './register-client/register-client.js';
import { Takeover } from './taken-over.tokens.js';
import type { ClientLine } from './import-clients/client-line.js';
import { readClientFile, type GoodClientLine, type RejectedClientLine } from './import-clients/client-file.js';

/** What an import came to. */
export type ImportReport = {
  readonly accepted: number;
  readonly duplicate: number;
  readonly rejected: readonly RejectedClientLine[];
};

const LARGEST_BYTES = 64 * 1_024 * 1_024;
const GROUP = 1_000;

@ApiTags('clients')
@Controller('clients/import')
export class ImportClientsController {
  constructor(
    @Inject(Clients) private readonly handle: Clients,
    @Inject(Takeover) private readonly takeover: Takeover,
  ) {}

  /** A CSV file of clients (see docs/feed.md), UTF-8 or GB18030. Bad lines are named, the rest goes in; the same file again changes nothing. */
  @Post()
  @HttpCode(200)
  @Streamed()
  @Requires('client.import')
  async import(
    @Upload() upload: Readable,
    @Headers('content-type') contentType: string | undefined,
    @Caller() { scope, metadata }: CallerIdentity,
  ): Promise<ImportReport> {
    const encoding = /charset=(gb18030|gbk|gb2312)/i.test(contentType ?? '') ? 'gb18030' : 'utf-8';
    const { good, rejected } = readClientFile(await whole(upload), encoding, toShanghaiDate(metadata.occurredAt));
    const within = good.filter(({ line }) => mayImport(scope, line));
    const outside = good.filter(({ line }) => !mayImport(scope, line));
    const refused: RejectedClientLine[] = [
      ...rejected,
      ...outside.map(({ number, text }) => ({ line: number, field: 'outletId', reason: 'access.denied', text })),
    ];
    let [accepted, duplicate] = [0, 0];
    for (let start = 0; start < within.length; start += GROUP) {
      for (const { came, from } of await this.take(within.slice(start, start + GROUP), metadata)) {
        if (came instanceof Refusal)
          refused.push({ line: from.number, field: 'line', reason: came.code, text: from.text });
        else if (came > 0) accepted++;
        else duplicate++;
      }
    }
    return { accepted, duplicate, rejected: refused.toSorted((a, b) => a.line - b.line) };
  }

  /** Registers a group, then opens accounts and standings of those who came in. Answers how many facts each made. */
  private async take(
    lines: readonly GoodClientLine[],
    metadata: Metadata,
  ): Promise<readonly { readonly came: number | Refusal; readonly from: GoodClientLine }[]> {
    const items = lines.map((from) => ({ ...this.item(from, metadata), from }));
    const outcomes = await this.handle.many(items);
    const answers = items.map(({ from }, i) => {
      const outcome = outcomes[i];
      if (outcome instanceof Refusal) return { came: outcome, from };
      if (outcome === undefined || outcome instanceof Error) throw outcome ?? new Error('a line was not answered');
      return { came: outcome.events.length, from };
    });
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
    return answers;
  }

  private item({ line, number }: GoodClientLine, metadata: Metadata) {
    const id = clientIdOf(line.clientNo);
    const at = metadata.occurredAt;
    const { clientNo, outletId, file } = line;
    const command = { clientId: id, clientNo, outletId, registeredOn: toShanghaiDate(at), file, at, ...pastOf(line) };
    return {
      id,
      decide: registerClient,
      command,
      metadata: { ...metadata, commandId: uuidV5(PCRM_NAMESPACE, `${metadata.commandId}|${String(number)}`) },
    };
  }
}

const pastOf = ({ signed, openingAverageFen }: ClientLine) => ({
  ...(signed && { signed }),
  ...(openingAverageFen !== undefined && { openingAverageFen }),
});

const mayImport = (scope: Scope, { outletId }: ClientLine): boolean =>
  inScope(scope.kind === 'own' ? { kind: 'none' } : scope, { outletId });

async function whole(upload: Readable): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of upload as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BYTES)
      throw new BadInput([
        { field: 'body', rule: 'maxSize', message: `the file must not be larger than ${String(LARGEST_BYTES)} bytes` },
      ]);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
