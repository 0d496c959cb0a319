import type { SignedIn } from './sign-in/identity-provider.js';

/** How far the demo branch is loaded. */
export type DemoProgress = {
  readonly state: 'loading' | 'ready' | 'failed';
  /** Business dates replayed, of all there are. */
  readonly days: number;
  readonly of: number;
};

/** Somebody of the demo branch who may be picked, with what their outlet is called. */
export type Persona = SignedIn & { readonly outletName?: string };

/** What only a demo data folder offers, and only on loopback. */
export type Demo = {
  /** People to pick without a password. */
  readonly personas: () => Promise<readonly Persona[]>;
  readonly progress: () => DemoProgress;
  /** Lets the clock of all services stand at an instant; undefined: run with real time again. */
  readonly moveClock: (instant: string | undefined) => void;
  /** True when everything said was taken in by every service and nothing is due. */
  readonly drained: () => Promise<boolean>;
  /** Puts the branch back to how it was after its first load. */
  readonly reset: () => Promise<void>;
};

/** What the gateway is told by the edition that starts it. */
export type GatewayOptions = { readonly demo?: Demo };
export const GatewayOptions = Symbol('GatewayOptions');
