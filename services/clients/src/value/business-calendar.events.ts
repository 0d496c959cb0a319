import type { Fact } from '@pcrm/event-sourcing';

/** A business date is being closed: every client is looked at as of it. */
export type BusinessDateClosing = Fact<'BusinessDateClosing', { readonly businessDate: string }>;
/** 营业日已结: everybody was looked at. */
export type BusinessDateClosed = Fact<
  'BusinessDateClosed',
  { readonly businessDate: string; readonly clients: number }
>;
export type BusinessCalendarEvent = BusinessDateClosing | BusinessDateClosed;
