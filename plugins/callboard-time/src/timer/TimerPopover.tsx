import Popover from '@mui/material/Popover';
import type { ReactNode } from 'react';

/** The popover below the timer in the header. */
export function TimerPopover(props: {
  label: string;
  anchor: Element | undefined;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Popover
      open={props.anchor !== undefined}
      anchorEl={props.anchor}
      onClose={props.onClose}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
      transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      slotProps={{
        paper: {
          role: 'dialog',
          'aria-label': props.label,
          sx: { p: 2, width: 'min(400px, calc(100vw - 32px))' },
        },
      }}
    >
      {props.children}
    </Popover>
  );
}
