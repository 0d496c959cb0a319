/** Money is integer fen (1/100 yuan). */
export type Language = 'zh' | 'en';

const grouped = (whole: number): string => String(whole).replace(/\B(?=(\d{3})+$)/g, ',');

/** So many tenths or hundredths of a unit, cut and never rounded up: 49.99万 is not yet 50万. */
function cut(fen: number, unitFen: number, decimals: number): string {
  const scale = 10 ** decimals;
  const parts = Math.floor((fen * scale) / unitFen);
  const whole = Math.floor(parts / scale);
  const rest = String(parts % scale).padStart(decimals, '0');
  return `${grouped(whole)}.${rest}`;
}

const WAN = 1_000_000;
const YI = 10_000_000_000;
const THOUSAND = 100_000;
const MILLION = 100_000_000;

const inChinese = (fen: number): string => {
  if (fen >= YI) return `${cut(fen, YI, 2)}亿`;
  if (fen >= WAN) return `${cut(fen, WAN, 1)}万`;
  return `${grouped(Math.floor(fen / 100))}元`;
};
const inEnglish = (fen: number): string => {
  if (fen >= MILLION) return `¥${cut(fen, MILLION, 2)}m`;
  if (fen >= THOUSAND) return `¥${cut(fen, THOUSAND, 1)}k`;
  return `¥${grouped(Math.floor(fen / 100))}`;
};

/** Short: 128.4万, 1.02亿, 860元. Cut toward zero, so that a threshold is never shown as reached before it is. */
export function shortMoney(fen: number, language: Language = 'zh'): string {
  const short = (language === 'zh' ? inChinese : inEnglish)(Math.abs(fen));
  return fen < 0 ? `−${short}` : short;
}

/** Exact: 1,284,000.00 元. */
export function exactMoney(fen: number, language: Language = 'zh'): string {
  const size = Math.abs(fen);
  const yuan = `${grouped(Math.floor(size / 100))}.${String(size % 100).padStart(2, '0')}`;
  const sign = fen < 0 ? '−' : '';
  return language === 'zh' ? `${sign}${yuan} 元` : `${sign}¥${yuan}`;
}

/** A change with its sign: +12.1万. */
export const signedMoney = (fen: number, language: Language = 'zh'): string =>
  fen > 0 ? `+${shortMoney(fen, language)}` : shortMoney(fen, language);
