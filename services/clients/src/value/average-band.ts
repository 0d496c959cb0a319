import { AVERAGE_BANDS, type AverageBand } from '@pcrm/contracts';

const YUAN = 100;
/** Lower edges of the bands above the first, in fen; bands are half-open (A8). */
const EDGES = [100_000, 200_000, 500_000, 1_000_000, 6_000_000].map((yuan) => yuan * YUAN);

/** The band of an annual daily average in fen: [edge, next edge). */
export const bandOf = (averageFen: number): AverageBand =>
  AVERAGE_BANDS[EDGES.filter((edge) => averageFen >= edge).length] as AverageBand;

/** The edges just above and just below an average: crossing one of them changes the band. */
export const edgesAround = (averageFen: number): readonly number[] => {
  const place = EDGES.filter((edge) => averageFen >= edge).length;
  return [EDGES[place - 1], EDGES[place]].filter((edge) => edge !== undefined);
};
