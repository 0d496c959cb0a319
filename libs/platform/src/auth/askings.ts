import { createHmac } from 'node:crypto';
import { canonicalJson, type KeyVault, type Metadata } from '@pcrm/event-sourcing';
import type { FastifyRequest } from 'fastify';

/** 132 bits: long enough to tell any two commands apart, and no longer. */
const CHARACTERS = 22;
const keyed = (key: Uint8Array | string, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64url').slice(0, CHARACTERS);

/**
 * What tells a repeated request from another one under the same command id: who asked, for what, with which body. Keyed with the
 * secret of the vault, so that whoever reads the store cannot find a phone number by trying; the same in every process and after
 * every start.
 */
export class Askings {
  private secret: Uint8Array | undefined;

  constructor(private readonly vault: Pick<KeyVault, 'indexSecret'>) {}

  async of({ method, url, body }: FastifyRequest, actor: string): Promise<string> {
    // The secret is remembered, never a question that failed: after an outage the next request asks again.
    this.secret ??= await this.vault.indexSecret();
    const [path] = url.split('?');
    return keyed(this.secret, `asked ${canonicalJson([actor, method, path, plain(body)])}`);
  }
}

/** An upload is a stream: each of its lines is a command of its own. */
const plain = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'pipe' in body ? null : (body ?? null);

/** The same for one line of an upload. */
export const askedByLine = ({ asked }: Pick<Metadata, 'asked'>, text: string): Pick<Metadata, 'asked'> =>
  asked === undefined ? {} : { asked: keyed(asked, text) };
