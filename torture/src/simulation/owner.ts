/** What may be stopped, put off and killed: the owner of what it has set going. */
export type Owner = { readonly dead: boolean; readonly stalledUntil: number };
