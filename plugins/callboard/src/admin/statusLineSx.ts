/** Reserves the usual number of lines for a status line while it loads. */
export const statusLineSx = {
  display: 'block',
  typography: 'body2',
  mt: 0.5,
  minHeight: { xs: '4.5em', sm: '3em' },
} as const;
