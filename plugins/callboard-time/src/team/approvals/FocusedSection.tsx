import Box from '@mui/material/Box';
import { useEffect, useRef, type ReactNode } from 'react';

/** Whether no visible element has the focus. */
function isFocusLost(): boolean {
  const { activeElement: focused, body } = document;
  return !focused || focused === body || focused.getClientRects().length === 0;
}

/**
 * A section that takes the focus on mount if the focused element disappeared: a button that it
 * replaces, or the list that it hides.
 */
export function FocusedSection(props: { label: string; children: ReactNode }) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isFocusLost()) {
      section.current?.focus();
    }
  }, []);
  return (
    <Box
      ref={section}
      component="section"
      aria-label={props.label}
      tabIndex={-1}
      sx={{ minWidth: 0, outline: 'none' }}
    >
      {props.children}
    </Box>
  );
}
