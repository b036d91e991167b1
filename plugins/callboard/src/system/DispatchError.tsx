import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { useId, useState } from 'react';
import { callboardTranslationRef } from '../translation';

/** Longer errors are collapsed at first, to keep the list short. */
const FOLDED_LENGTH = 240;
const FOLDED_LINES = 3;

/** The original error of a subscriber. */
export function DispatchError(props: { text: string }) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const { text } = props;
  const folded = text
    .split('\n', FOLDED_LINES)
    .join('\n')
    .slice(0, FOLDED_LENGTH);
  const isFoldable = folded.length < text.length;
  return (
    <Box sx={{ mt: 0.5, minWidth: 0 }}>
      <Box
        id={id}
        component="pre"
        sx={{
          m: 0,
          fontFamily: 'monospace',
          fontSize: '0.8125rem',
          color: 'text.secondary',
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
        }}
      >
        {isFoldable && !isOpen ? `${folded} …` : text}
      </Box>
      {isFoldable && (
        <Link
          component="button"
          type="button"
          variant="body2"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(now => !now)}
        >
          {isOpen ? t('dispatches.less') : t('dispatches.more')}
        </Link>
      )}
    </Box>
  );
}
