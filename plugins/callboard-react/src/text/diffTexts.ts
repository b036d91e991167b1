import { diffWordsWithSpace } from 'diff';

/** A piece of two texts: in both of them, or in one. */
export interface TextPiece {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/**
 * How many words may differ before the comparison gives up. Its time grows with
 * the square of this: two texts of 20,000 characters take less than 0.1 s.
 */
const MOST_EDITS = 600;

/**
 * What became of a text, word by word. Texts that have next to nothing in common
 * are one removed and one added piece.
 */
export function diffTexts(before: string, after: string): TextPiece[] {
  const found = diffWordsWithSpace(before, after, {
    maxEditLength: MOST_EDITS,
  });
  const pieces: TextPiece[] = found
    ? found.map(({ added, removed, value }) => ({
        kind: (added && 'added') || (removed && 'removed') || 'same',
        text: value,
      }))
    : [
        { kind: 'removed', text: before },
        { kind: 'added', text: after },
      ];
  return pieces.filter(({ text }) => text !== '');
}
