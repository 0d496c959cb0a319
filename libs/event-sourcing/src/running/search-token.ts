import { createHmac, createSecretKey } from 'node:crypto';

/** Keyed search tokens: the same value always gives the same token, and nobody without the secret can make or undo one. */
export const searchToken = (secret: Uint8Array): ((value: string) => string) => {
  const key = createSecretKey(secret);
  return (value) => createHmac('sha256', key).update(value).digest('base64url').slice(0, 22);
};
