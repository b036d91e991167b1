import { ErrorBoundary } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';

/** A part of the page of a webhook, under its heading. */
export function Section(props: {
  title: string;
  /** Stands at the end of the line of the title. */
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
          alignItems: 'center',
          justifyContent: 'space-between',
          columnGap: 2,
          minHeight: 32,
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
