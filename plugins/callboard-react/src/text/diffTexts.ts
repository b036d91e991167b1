import { diffWordsWithSpace } from 'diff';

/** A piece of text that is in both versions, or only in one. */
export interface TextPiece {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/**
 * Maximum number of differing words before the comparison gives up. Its time grows with the square
 * of this: two texts of 20,000 characters take less than 0.1 s.
 */
const MAX_EDITS = 600;

/**
 * Joins adjacent replaced words into one change: "on each line" by "once per invoice", and not "on"
 * by "once", "each" by "per" …
 */
function joinPhrases(pieces: readonly TextPiece[]): TextPiece[] {
  const phrases: TextPiece[] = [];
  let change = { removed: '', added: '' };
  const endChange = () => {
    phrases.push(
      { kind: 'removed', text: change.removed },
      { kind: 'added', text: change.added },
    );
    change = { removed: '', added: '' };
  };
  pieces.forEach(({ kind, text }, at) => {
    const isBetween = at > 0 && at < pieces.length - 1 && /^ +$/.test(text);
    if (kind !== 'same') {
      change[kind] += text;
    } else if (isBetween) {
      change.removed += text;
      change.added += text;
    } else {
      endChange();
      phrases.push({ kind, text });
    }
  });
  endChange();
  return phrases.filter(({ text }) => text !== '');
}

/**
 * Compares two versions of a text word by word. Texts that have next to nothing in common yield one
 * removed and one added piece.
 */
export function diffTexts(before: string, after: string): TextPiece[] {
  const found = diffWordsWithSpace(before, after, {
    maxEditLength: MAX_EDITS,
  });
  return joinPhrases(
    found?.map(({ added, removed, value }) => ({
      kind: (added && 'added') || (removed && 'removed') || 'same',
      text: value,
    })) ?? [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ],
  );
}
