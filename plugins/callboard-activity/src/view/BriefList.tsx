import type { Activity } from '@callboard/plugin-callboard-common';
import {
  ErrorBoundary,
  ResourcesProvider,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** A few rows of the log in a card, separated by lines. */
export function BriefList(props: {
  label: string;
  rows: Activity[];
  /** How the parts of a row are laid out. */
  rowStyle: object;
  children: (row: Activity) => ReactNode;
}) {
  return (
    <Box
      component="ul"
      aria-label={props.label}
      sx={{ listStyle: 'none', m: 0, p: 0, typography: 'body2' }}
    >
      <ResourcesProvider rows={props.rows}>
        {props.rows.map(row => (
          <Box
            component="li"
            key={row.id}
            sx={{
              display: 'flex',
              '& + li': { borderTop: 1, borderColor: 'divider' },
              ...props.rowStyle,
            }}
          >
            <ErrorBoundary resetKey={row}>{props.children(row)}</ErrorBoundary>
          </Box>
        ))}
      </ResourcesProvider>
    </Box>
  );
}
