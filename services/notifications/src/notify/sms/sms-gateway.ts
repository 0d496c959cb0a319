/** One text on its way to a phone. `key` makes sending it twice sending it once; `subject` is whose data it carries; `at`: when it leaves. */
export type Sms = {
  readonly key: string;
  readonly subject: string;
  readonly phone: string;
  readonly text: string;
  readonly at: string;
};
/** The gateway took it, or will not: then it was not sent. */
export type SmsAnswer = { readonly accepted: true } | { readonly accepted: false; readonly reasonCode: string };
/** What became of a text that was taken. */
export type SmsReceipt =
  | { readonly key: string; readonly outcome: 'delivered'; readonly at: string }
  | { readonly key: string; readonly outcome: 'failed'; readonly reasonCode: string; readonly at: string };

/** Sends texts to phones. Every adapter passes `sms-gateway.contract.ts`, and throws after a time of its own where the network is silent: who asks waits for it. */
export interface SmsGateway {
  /** A throw leaves open whether it was sent: whoever asked then asks for the receipt, and never sends again. */
  send(sms: Sms): Promise<SmsAnswer>;
  /** The receipt of a key; `pending`: taken, not known yet; `never-received`: the gateway knows no such key. */
  receipt(key: string): Promise<SmsReceipt | 'pending' | 'never-received'>;
}
export const SmsGateway = Symbol('SmsGateway');
