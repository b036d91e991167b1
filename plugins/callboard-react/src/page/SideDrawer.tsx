import Drawer from '@mui/material/Drawer';
import type { ReactNode, Ref } from 'react';

/** A modal drawer at the right edge of the window. Esc and a click outside close it. @public */
export function SideDrawer(props: {
  label: string;
  /** The maximum width in pixels. */
  width: number;
  /** True by default. */
  isOpen?: boolean;
  paperRef?: Ref<HTMLDivElement>;
  onClose: () => void;
  children: ReactNode;
}) {
  const { label, width, isOpen = true, paperRef, onClose, children } = props;
  return (
    <Drawer
      open={isOpen}
      anchor="right"
      onClose={onClose}
      // By default, drawers are below dialogs. This one can be opened from a full-screen dialog.
      sx={{ zIndex: 'modal' }}
      PaperProps={{
        ref: paperRef,
        tabIndex: -1,
        role: 'dialog',
        'aria-modal': true,
        'aria-label': label,
        sx: { width: `min(${width}px, 100vw)`, outline: 0 },
      }}
    >
      {children}
    </Drawer>
  );
}
