import Paper from '@mui/material/Paper';
import Popper from '@mui/material/Popper';
import type { ReactNode } from 'react';

/** Stands beside a cell: what was understood, or what is wrong. */
export function CellNote(props: {
  id: string;
  anchor: Element | null;
  isProblem: boolean;
  children: ReactNode;
}) {
  return (
    <Popper
      open={props.anchor !== null}
      anchorEl={props.anchor}
      placement="bottom-end"
      sx={{ zIndex: theme => theme.zIndex.modal, pointerEvents: 'none' }}
    >
      <Paper
        id={props.id}
        role={props.isProblem ? 'alert' : undefined}
        elevation={4}
        sx={{
          px: 1,
          py: 0.5,
          mt: 0.5,
          maxWidth: 280,
          typography: 'caption',
          overflowWrap: 'anywhere',
          color: props.isProblem ? 'error.main' : 'text.secondary',
          whiteSpace: 'pre-line',
        }}
      >
        {props.children}
      </Paper>
    </Popper>
  );
}
