import Box from '@mui/material/Box';
import type { FormEvent, ReactNode } from 'react';

export function RowForm(props: {
  label: string;
  rowGap?: number;
  isBusy: boolean;
  onSubmit: () => void;
  children: ReactNode;
}) {
  return (
    <Box
      component="form"
      noValidate
      aria-label={props.label}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (!props.isBusy) {
          props.onSubmit();
        }
      }}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'flex-start',
        gap: 1,
        rowGap: props.rowGap,
      }}
    >
      {props.children}
    </Box>
  );
}
