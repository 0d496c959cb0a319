import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { canonicalJson, type KeyVault } from '@pcrm/event-sourcing';

/** Knows whether a report comes from whom the branch has given its secret: an HMAC over the canonical body. */
export class ReportSignature {
  private constructor(private readonly secret: Uint8Array) {}

  /** The secret follows from the branch's own, so that no configuration is needed and every process knows it. */
  static async of(vault: KeyVault): Promise<ReportSignature> {
    return new ReportSignature(new Uint8Array(hkdfSync('sha256', await vault.indexSecret(), '', 'sms-receipts', 32)));
  }

  sign(body: object): string {
    return createHmac('sha256', this.secret).update(canonicalJson(body)).digest('hex');
  }
  holds(body: object, signature: unknown): boolean {
    if (typeof signature !== 'string') return false;
    const [own, sent] = [Buffer.from(this.sign(body)), Buffer.from(signature)];
    return own.length === sent.length && timingSafeEqual(own, sent);
  }
}
