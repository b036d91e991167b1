import Box from '@mui/material/Box';
import { useEffect, useRef, type ReactNode } from 'react';

/** Whether nothing that can be seen has the focus. */
function isFocusLost(): boolean {
  const { activeElement: focused, body } = document;
  return !focused || focused === body || focused.getClientRects().length === 0;
}

/**
 * A part of a page that takes the focus as it appears, where what had it is gone:
 * the button of what stood here before, or the list that it hides.
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
