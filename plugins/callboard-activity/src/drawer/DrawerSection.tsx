import { ErrorBoundary } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

/** A titled part of the drawer. */
export function DrawerSection(props: { title: string; children: ReactNode }) {
  return (
    <Box component="section">
      <Typography
        component="h3"
        variant="body2"
        sx={{ fontWeight: 600, mb: 1 }}
      >
        {props.title}
      </Typography>
      <ErrorBoundary resetKey={props.children}>{props.children}</ErrorBoundary>
    </Box>
  );
}
