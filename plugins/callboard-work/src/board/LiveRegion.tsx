import { visuallyHidden } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';

/** Told to people who do not see what was done. */
export function LiveRegion(props: { text: string }) {
  return (
    <Box role="status" aria-live="assertive" sx={visuallyHidden}>
      {props.text}
    </Box>
  );
}
