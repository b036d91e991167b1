import Box from '@mui/material/Box';

/** Told to people who do not see what was done. */
export function SaidAloud(props: { text: string }) {
  return (
    <Box
      role="status"
      aria-live="assertive"
      sx={{
        position: 'absolute',
        width: '1px',
        height: '1px',
        overflow: 'hidden',
        clipPath: 'inset(50%)',
      }}
    >
      {props.text}
    </Box>
  );
}
