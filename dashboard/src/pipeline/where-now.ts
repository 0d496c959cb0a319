import type { SigningRefusal, SigningStage, Tier } from '@pcrm/contracts';

type Standing = {
  readonly stage: SigningStage;
  readonly open: boolean;
  readonly targetTier: Tier;
  readonly refusedCode: SigningRefusal | (string & {}) | null;
};
/** Where an opportunity is after it was moved. Signing is decided by itself, soon after it was asked for. */
export type WhereNow =
  | { readonly kind: 'moved'; readonly stage: SigningStage }
  | { readonly kind: 'signed'; readonly tier: Tier }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'asked' };

export function whereNow({ stage, open, targetTier, refusedCode }: Standing): WhereNow {
  if (stage === 'SIGNED') return { kind: 'signed', tier: targetTier };
  if (refusedCode !== null) return { kind: 'refused', code: refusedCode };
  return stage === 'SIGNING' && open ? { kind: 'asked' } : { kind: 'moved', stage };
}

const LOOKS = 10;
const BETWEEN_MS = 300;
const aWhile = (): Promise<void> => new Promise((done) => setTimeout(done, BETWEEN_MS));

/** What became of a signing that was asked for: looked at until it is decided, for three seconds at most; what cannot be read is not decided. */
export async function signingNow(
  read: () => Promise<Standing>,
  pause: () => Promise<void> = aWhile,
): Promise<WhereNow> {
  for (let look = 0; look < LOOKS; look++) {
    const now = await read().then(whereNow, (): WhereNow => ({ kind: 'asked' }));
    if (now.kind !== 'asked') return now;
    await pause();
  }
  return { kind: 'asked' };
}
