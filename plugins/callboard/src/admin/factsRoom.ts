/** Reserves room for facts while they load: as many lines as they usually take. */
export const factsRoom = {
  display: 'block',
  typography: 'body2',
  mt: 0.5,
  minHeight: { xs: '4.5em', sm: '3em' },
} as const;
