import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import { alpha } from '@mui/material/styles';
import { Fragment, useMemo } from 'react';
import { diffWordsWithSpace } from 'diff';
import { visuallyHidden } from '../table/visuallyHidden';
import { callboardReactTranslationRef } from '../translation';

interface TextPiece {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/**
 * The number of differing words at which the comparison gives up. Its time grows with the square of
 * this number: with 600, two texts of 20,000 characters take less than 0.1 s.
 */
const MAX_EDITS = 600;

/** Joins adjacent replaced words: one change of a phrase instead of one per word. */
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
  pieces.forEach(({ kind, text }, index) => {
    const isSpaceBetweenChanges =
      index > 0 && index < pieces.length - 1 && /^ +$/.test(text);
    if (kind !== 'same') {
      change[kind] += text;
    } else if (isSpaceBetweenChanges) {
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

/** Compares two texts word by word; beyond `MAX_EDITS`, one removed and one added piece. */
export function diffTexts(before: string, after: string): TextPiece[] {
  const differences = diffWordsWithSpace(before, after, {
    maxEditLength: MAX_EDITS,
  });
  return joinPhrases(
    differences?.map(({ added, removed, value }) => ({
      kind: (added && 'added') || (removed && 'removed') || 'same',
      text: value,
    })) ?? [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ],
  );
}

const CONTEXT_LENGTH = 80;

function shorten(text: string, isFirst: boolean, isLast: boolean): string {
  const start = isFirst ? '' : text.slice(0, CONTEXT_LENGTH);
  const tail = isLast ? '' : text.slice(-CONTEXT_LENGTH);
  return text.length > start.length + tail.length
    ? `${start.trimEnd()} … ${tail.trimStart()}`
    : text;
}

function DiffPiece(props: { piece: TextPiece }) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { kind, text } = props.piece;
  const isAdded = kind === 'added';
  return (
    <Box
      component={isAdded ? 'ins' : 'del'}
      sx={({ palette }) => ({
        textDecoration: isAdded ? 'underline' : 'line-through',
        bgcolor: alpha(palette[isAdded ? 'success' : 'error'].main, 0.18),
        borderRadius: 0.5,
      })}
    >
      <Box component="span" sx={visuallyHidden}>
        {t(`activity.text.${kind as 'added' | 'removed'}`)}
      </Box>
      {text}
    </Box>
  );
}

/**
 * Shows the difference between two versions of a text: removed text is struck through, added text
 * is underlined, and unchanged text is cut to what is next to a change.
 *
 * @public
 */
export function TextDiff(props: { before: string; after: string }) {
  const { before, after } = props;
  const pieces = useMemo(() => diffTexts(before, after), [before, after]);
  return (
    <Box
      component="span"
      sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
    >
      {pieces.map((piece, index) => (
        <Fragment key={index}>
          {piece.kind === 'same' ? (
            shorten(piece.text, index === 0, index === pieces.length - 1)
          ) : (
            <DiffPiece piece={piece} />
          )}
        </Fragment>
      ))}
    </Box>
  );
}
