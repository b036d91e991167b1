import FilterListIcon from '@mui/icons-material/FilterList';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Drawer from '@mui/material/Drawer';
import { useState, type ReactNode } from 'react';

/**
 * A button that opens filters in a drawer, for windows that have no room for
 * them.
 *
 * @public
 */
export function FilterDrawer(props: {
  /** The name of the drawer. */
  label: string;
  /** What the button says. */
  button: string;
  /** The filters, and something that closes the drawer. */
  children: (close: () => void) => ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button
        variant="outlined"
        startIcon={<FilterListIcon />}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        sx={{ minHeight: 37 }}
      >
        {props.button}
      </Button>
      <Drawer
        anchor="bottom"
        open={isOpen}
        onClose={close}
        PaperProps={{
          role: 'dialog',
          'aria-modal': true,
          'aria-label': props.label,
        }}
      >
        <Box sx={{ p: 2, pt: 3 }}>{props.children(close)}</Box>
      </Drawer>
    </>
  );
}
