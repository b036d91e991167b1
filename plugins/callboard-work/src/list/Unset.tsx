import Box from '@mui/material/Box';

/** Stands where a value is not set, quietly. */
export function Unset() {
  return (
    <Box
      component="span"
      aria-hidden
      sx={{
        color: 'text.secondary',
        '[aria-selected=true] &': { color: 'text.primary' },
        // Where rows are stacked, what is not set needs no place.
        '@container (max-width: 720px)': { display: 'none' },
      }}
    >
      –
    </Box>
  );
}
