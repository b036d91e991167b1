import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';

/** A part of the page with a heading. */
export function MailSection(props: { title: string; children: ReactNode }) {
  const titleId = useId();
  return (
    <Box component="section" aria-labelledby={titleId}>
      <Typography
        id={titleId}
        variant="subtitle1"
        component="h2"
        sx={{ mb: 1, fontWeight: 600 }}
      >
        {props.title}
      </Typography>
      {props.children}
    </Box>
  );
}
