import { visuallyHidden } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';

/** Announces actions to screen readers. */
export function LiveRegion(props: { text: string }) {
  return (
    <Box role="status" aria-live="assertive" sx={visuallyHidden}>
      {props.text}
    </Box>
  );
}
