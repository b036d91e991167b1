import Popover from '@mui/material/Popover';
import type { ReactNode } from 'react';

function focusFirst(menu: HTMLElement) {
  menu.querySelector<HTMLElement>('input, button')?.focus();
}

/**
 * What opens beside a value or a button to set something. Its first field has
 * the focus, which goes back to where it was when it closes.
 */
export function MenuFrame(props: {
  label: string;
  anchor: Element | null;
  width: number;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Popover
      open
      anchorEl={props.anchor}
      onClose={props.onClose}
      TransitionProps={{ onEnter: focusFirst }}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      // What is done in the menu is not meant for the row it stands in.
      onClick={event => event.stopPropagation()}
      onKeyDown={event => event.key !== 'Escape' && event.stopPropagation()}
      slotProps={{
        paper: {
          role: 'dialog',
          'aria-label': props.label,
          sx: { width: props.width, maxWidth: 'calc(100vw - 32px)' },
        },
      }}
    >
      {props.children}
    </Popover>
  );
}
