import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { BadgeWithLabel } from '../badges/BadgeWithLabel';

/** A framed word with an icon. */
export function ValueChip(props: {
  icon: ReactNode;
  word: string;
  isDeleted?: boolean;
}) {
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        verticalAlign: 'middle',
        minWidth: 0,
        maxWidth: '100%',
        px: 0.75,
        border: 1,
        borderColor: 'divider',
        borderRadius: 4,
        typography: 'caption',
        lineHeight: '20px',
        color: props.isDeleted ? 'text.secondary' : 'text.primary',
      }}
    >
      <BadgeWithLabel icon={props.icon} label={props.word} />
    </Box>
  );
}
