import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/**
 * An icon with a word on one line; if a table has no space for the word, it becomes the icon's
 * tooltip.
 *
 * @public
 */
export function BadgeWithLabel(props: { icon: ReactNode; label: string }) {
  return (
    <Box
      component="span"
      title={props.label}
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.75,
        verticalAlign: 'middle',
        minWidth: 0,
        maxWidth: '100%',
      }}
    >
      <Box
        component="span"
        aria-hidden
        sx={{ display: 'inline-flex', flexShrink: 0, fontSize: 16 }}
      >
        {props.icon}
      </Box>
      <Box
        component="span"
        data-word
        sx={{
          minWidth: 0,
          overflow: 'hidden',
          textOverflow: 'ellipsis',
          whiteSpace: 'nowrap',
        }}
      >
        {props.label}
      </Box>
    </Box>
  );
}
