/** The outlet that an address names, for whoever sees all of them: its code only. */
export type OutletView = { readonly outlet?: string };

const CODE = /^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/;
/** A code of an outlet or of a member of staff as an address has it; anything else is left out. */
export const codeIn = (value: unknown): string | undefined =>
  typeof value === 'string' && CODE.test(value) ? value : undefined;

export function outletSearch({ outlet: asked }: Record<string, unknown>): OutletView {
  const outlet = codeIn(asked);
  return { ...(outlet && { outlet }) };
}
