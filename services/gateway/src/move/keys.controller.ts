import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { KeyConflict, KeyVault, Refusal, tombstonesIn, type KeysOf } from '@pcrm/event-sourcing';
import { Fails, Requires } from '@pcrm/platform';
import { ExportKeysRequest, ImportKeysRequest } from './move.dto.js';
import { openPage, sealPage } from './sealed-page.js';
import { KeysNoted } from './move.tokens.js';

/** Subjects of one page: it fits into a request. */
const PAGE = 500;

export type SealedKeys = {
  readonly sealed: string;
  readonly subjects: number;
  readonly tombstones: number;
  /** What to ask on with; absent: this was the last page. */
  readonly next?: string;
};
export type TakenKeys = { readonly subjects: number; readonly tombstones: number; readonly last: boolean };

/** The data keys of all clients and the tombstones of the erased, out and in; they leave this process only sealed. */
@ApiTags('operations')
@Controller('internal/keys')
export class KeysController {
  constructor(
    @Inject(KeyVault) private readonly vault: KeyVault,
    @Inject(KeysNoted) private readonly noted: KeysNoted,
  ) {}

  /** The next page of keys and tombstones, sealed with a key that was made from a passphrase. */
  @Post('export')
  @HttpCode(200)
  @Requires('installation.move')
  async page(@Body() { wrappingKey, page, after }: ExportKeysRequest): Promise<SealedKeys> {
    const keys = await this.vault.all(after, PAGE);
    const next = keys.length === PAGE ? keys.at(-1)?.subject : undefined;
    const sealed = sealPage(Buffer.from(wrappingKey, 'base64url'), page, { keys, last: next === undefined });
    return { sealed, ...counted(keys), ...(next !== undefined && { next }) };
  }

  /** Takes in a page as it was exported; a tombstone wins over a key on either side. 422 `keys.not-opened`, `keys.differ`. */
  @Post('import')
  @HttpCode(200)
  @Requires('installation.move')
  @Fails(422)
  async take(@Body() { wrappingKey, page, sealed }: ImportKeysRequest): Promise<TakenKeys> {
    const opened = openPage(Buffer.from(wrappingKey, 'base64url'), page, sealed);
    if (!opened) throw new Refusal('keys.not-opened', { page });
    await this.restore(opened.keys);
    if (opened.last) await this.noted.noteKeys();
    return { ...counted(opened.keys), last: opened.last };
  }

  private async restore(keys: readonly KeysOf[]): Promise<void> {
    try {
      await this.vault.restore(keys);
    } catch (error) {
      throw error instanceof KeyConflict ? new Refusal('keys.differ', { subject: error.subject }) : error;
    }
  }
}

const counted = (keys: readonly KeysOf[]): Pick<TakenKeys, 'subjects' | 'tombstones'> => ({
  subjects: keys.length,
  tombstones: tombstonesIn(keys).length,
});
