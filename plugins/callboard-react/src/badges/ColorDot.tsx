import Box from '@mui/material/Box';

/** The colour of a label, beside its name. @public */
export function ColorDot(props: { color: string }) {
  return (
    <Box
      component="span"
      aria-hidden
      sx={{
        display: 'inline-block',
        flexShrink: 0,
        width: 10,
        height: 10,
        borderRadius: '50%',
        bgcolor: props.color,
        border: 1,
        borderColor: 'divider',
      }}
    />
  );
}
