import { ErrorBoundary } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

/** A titled part of the drawer. */
export function DrawerSection(props: {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Box component="section" aria-label={props.title}>
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          justifyContent: 'space-between',
          minHeight: 32,
          mb: 0.5,
        }}
      >
        <Typography component="h3" variant="body2" sx={{ fontWeight: 600 }}>
          {props.title}
        </Typography>
        {props.action}
      </Box>
      <ErrorBoundary resetKey={props.children}>{props.children}</ErrorBoundary>
    </Box>
  );
}
