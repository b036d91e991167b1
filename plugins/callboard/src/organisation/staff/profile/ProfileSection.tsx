import { ErrorBoundary } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';

/** A part of a profile under its heading. */
export function ProfileSection(props: {
  title: string;
  /** Stands beside the title. */
  aside?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <Box component="section" aria-labelledby={id} sx={{ minWidth: 0 }}>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'baseline',
          columnGap: 2,
          mb: 1,
        }}
      >
        <Typography
          id={id}
          variant="subtitle1"
          component="h3"
          sx={{ fontWeight: 600, m: 0 }}
        >
          {props.title}
        </Typography>
        {props.aside}
      </Box>
      <ErrorBoundary resetKey={props.children}>{props.children}</ErrorBoundary>
    </Box>
  );
}
