import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** A word with its mark, in a frame of its own. */
export function ValueChip(props: {
  mark: ReactNode;
  word: string;
  isGone?: boolean;
}) {
  return (
    <Box
      component="span"
      title={props.word}
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        verticalAlign: 'middle',
        gap: 0.5,
        minWidth: 0,
        maxWidth: '100%',
        px: 0.75,
        border: 1,
        borderColor: 'divider',
        borderRadius: 4,
        typography: 'caption',
        lineHeight: '20px',
        color: props.isGone ? 'text.secondary' : 'text.primary',
      }}
    >
      <Box
        component="span"
        aria-hidden
        sx={{ display: 'inline-flex', flexShrink: 0, fontSize: 16 }}
      >
        {props.mark}
      </Box>
      <Box
        component="span"
        sx={{
          minWidth: 0,
          overflow: 'hidden',
          textOverflow: 'ellipsis',
          whiteSpace: 'nowrap',
        }}
      >
        {props.word}
      </Box>
    </Box>
  );
}
