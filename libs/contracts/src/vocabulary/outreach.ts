/** Kinds of commercial SMS by law: greeting 问候 (opt-out honoured), marketing 营销 (opt-in), service 服务 (own holding). */
export const MESSAGE_KINDS = ['greeting', 'marketing', 'service'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** What a consent is for: the three message kinds, and profiling 画像. */
export const CONSENT_PURPOSES = ['greeting', 'marketing', 'service', 'profiling'] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];
export const CONSENT_STATES = ['granted', 'withdrawn', 'refused'] as const;
export type ConsentState = (typeof CONSENT_STATES)[number];
