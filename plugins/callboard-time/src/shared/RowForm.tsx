import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { FormEvent, ReactNode } from 'react';

export function RowForm(props: {
  label: string;
  rowGap?: number;
  submitLabel: string;
  isComplete: boolean;
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
      <Button
        type="submit"
        variant="outlined"
        disabled={!props.isComplete}
        aria-disabled={props.isBusy}
      >
        {props.submitLabel}
      </Button>
    </Box>
  );
}
