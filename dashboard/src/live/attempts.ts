import { newCommandId } from '../api/command-id.js';
import { DRAFTS } from '../show/use-draft.js';

/** What was asked for last and is not answered yet, with the id it was asked under. */
type Attempt = { readonly asked: string; readonly id: string };
/** Where that is kept: with the page, or in a tab's drafts, where it survives closing a drawer and a reload. */
type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The ids of one command. The same asked again before it was answered keeps its id, so that it happens once. */
export class Attempts {
  private last: Attempt | undefined;
  private readonly key: string;

  /** `name` is that of the draft it belongs to; without one it is forgotten with the page. */
  constructor(
    name?: string,
    private readonly kept: Kept | undefined = name === undefined ? undefined : sessionStorage,
  ) {
    this.key = `${DRAFTS}${name ?? ''}.sent`;
    this.last = attemptIn(this.kept?.getItem(this.key));
  }

  /** Under which id this is to be asked for. */
  idFor(asked: unknown): string {
    const text = JSON.stringify(asked ?? null);
    if (this.last?.asked === text) return this.last.id;
    this.last = { asked: text, id: newCommandId() };
    this.kept?.setItem(this.key, JSON.stringify(this.last));
    return this.last.id;
  }

  /** It was done: asking for the same from now on means once more. */
  done(): void {
    this.last = undefined;
    this.kept?.removeItem(this.key);
  }
}

function attemptIn(text: string | null | undefined): Attempt | undefined {
  try {
    const { asked, id } = JSON.parse(text ?? '{}') as Partial<Attempt>;
    return typeof asked === 'string' && typeof id === 'string' ? { asked, id } : undefined;
  } catch {
    return undefined;
  }
}
