import Box from '@mui/material/Box';
import type { SystemStyleObject } from '@mui/system';
import { useRef, type ReactNode } from 'react';
import { useRovingFocus } from './useRovingFocus';

/** A group of controls that is one tab stop; arrow keys move the focus within it. @public */
export function Toolbar(props: {
  /** Accessible name of the toolbar. */
  label: string;
  children: ReactNode;
  /** The layout; a wrapping row by default. */
  sx?: SystemStyleObject;
}) {
  const container = useRef<HTMLElement>(null);
  const roving = useRovingFocus(container);
  return (
    <Box
      ref={container}
      role="toolbar"
      aria-label={props.label}
      onKeyDown={roving.onKeyDown}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1,
        // Leaves space for the labels of fields, which stand above them.
        rowGap: 1.5,
        ...props.sx,
      }}
    >
      {props.children}
    </Box>
  );
}
