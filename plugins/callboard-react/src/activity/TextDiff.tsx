import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import { alpha } from '@mui/material/styles';
import { Fragment, useMemo } from 'react';
import { visuallyHidden } from '../table/visuallyHidden';
import { diffTexts, type TextPiece } from '../text/diffTexts';
import { callboardReactTranslationRef } from '../translation';

/** Number of unchanged characters shown around a change. */
const CONTEXT = 80;

/** Cuts a long unchanged piece to the text next to the changes. */
function shorten(text: string, isFirst: boolean, isLast: boolean): string {
  const head = isFirst ? '' : text.slice(0, CONTEXT);
  const tail = isLast ? '' : text.slice(-CONTEXT);
  return text.length > head.length + tail.length
    ? `${head.trimEnd()} … ${tail.trimStart()}`
    : text;
}

function Piece(props: { piece: TextPiece }) {
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
      {pieces.map((piece, at) => (
        <Fragment key={at}>
          {piece.kind === 'same' ? (
            shorten(piece.text, at === 0, at === pieces.length - 1)
          ) : (
            <Piece piece={piece} />
          )}
        </Fragment>
      ))}
    </Box>
  );
}
