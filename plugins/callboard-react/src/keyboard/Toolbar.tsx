import Box from '@mui/material/Box';
import type { SystemStyleObject } from '@mui/system';
import { useRef, type ReactNode } from 'react';
import { useRovingFocus } from './useRovingFocus';

/**
 * Controls that Tab passes in one step; arrows lead from one to the next.
 *
 * @public
 */
export function Toolbar(props: {
  /** What they are for, for screen readers. */
  label: string;
  children: ReactNode;
  /** How they are laid out; in a row that wraps by default. */
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
        // The labels of fields stand above them.
        rowGap: 1.5,
        ...props.sx,
      }}
    >
      {props.children}
    </Box>
  );
}
