/** Room for facts that are on their way: as many lines as they mostly take. */
export const factsRoom = {
  display: 'block',
  typography: 'body2',
  mt: 0.5,
  minHeight: { xs: '4.5em', sm: '3em' },
} as const;
