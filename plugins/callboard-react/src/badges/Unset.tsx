import Box from '@mui/material/Box';

/** The placeholder of a missing value. @public */
export function Unset() {
  return (
    <Box
      component="span"
      aria-hidden
      data-unset
      sx={{
        color: 'text.secondary',
        '[aria-selected=true] &': { color: 'text.primary' },
      }}
    >
      –
    </Box>
  );
}
