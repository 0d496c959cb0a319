type Preview = {
  readonly moves: readonly { readonly staffId: string; readonly refused?: { readonly code: string } }[];
};

/** What an answer tells beyond what it was asked: a preview repeats a move, and is silent on the staff it calls unknown. */
export function newsIn(endpoint: string, text: string): string {
  if (endpoint !== 'POST /api/assignments/preview') return text;
  const preview = JSON.parse(text) as Preview;
  const moves = preview.moves.map((move) =>
    move.refused?.code === 'book.staff-unknown' ? { ...move, staffId: '', refused: {} } : move,
  );
  return JSON.stringify({ ...preview, moves });
}
