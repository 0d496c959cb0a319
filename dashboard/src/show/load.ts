/** A load index as an exact fraction; 1.00 is a full book (A9). */
export type Load = { readonly numerator: number; readonly denominator: number };

export const isAbove = ({ numerator, denominator }: Load): boolean => numerator > denominator;
/** 0.95, 1.38; cut below a full book and rounded up above it, so that 1.005 never reads as 1.00. */
export function loadText({ numerator, denominator }: Load): string {
  const above = numerator > denominator;
  const hundredths = (above ? Math.ceil : Math.floor)((numerator * 100) / denominator);
  return `${String(Math.floor(hundredths / 100))}.${String(hundredths % 100).padStart(2, '0')}`;
}
/** Percent of a full book, for bars. */
export const loadPercent = ({ numerator, denominator }: Load): number => Math.round((numerator * 100) / denominator);
/** A part of a book to four decimals, cut: 7 of 300 is 0.0233. */
export const shareText = (clients: number, capacity: number): string => {
  const parts = Math.floor((clients * 10_000) / capacity);
  return `${String(Math.floor(parts / 10_000))}.${String(parts % 10_000).padStart(4, '0')}`;
};
