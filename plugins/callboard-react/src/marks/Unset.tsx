import Box from '@mui/material/Box';

/** Stands where a value is not set, quietly. @public */
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
