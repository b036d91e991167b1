import type { Activity } from '@callboard/plugin-callboard-common';
import {
  ActionLabel,
  EntityLink,
  ErrorBoundary,
  PersonChip,
  RelativeTime,
  ThingsProvider,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';

/** A few actions for a card, one line each where there is room. */
export function ActivityBriefs(props: {
  label: string;
  rows: Activity[];
  withEntity: boolean;
  /** False where all rows are of one person. */
  withPerson?: boolean;
  /** False where all rows are of one action. */
  withAction?: boolean;
}) {
  return (
    <Box
      component="ul"
      aria-label={props.label}
      sx={{ listStyle: 'none', m: 0, p: 0, typography: 'body2' }}
    >
      <ThingsProvider rows={props.rows}>
        {props.rows.map(row => (
          <Box
            component="li"
            key={row.id}
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              alignItems: 'center',
              columnGap: 1.5,
              rowGap: 0.25,
              py: 1,
              '& + li': { borderTop: 1, borderColor: 'divider' },
            }}
          >
            <ErrorBoundary resetKey={row}>
              {props.withPerson !== false && (
                <PersonChip
                  userRef={row.user_id}
                  name={row.user_name}
                  size={20}
                />
              )}
              {props.withAction !== false && (
                <ActionLabel action={row.action} />
              )}
              {props.withEntity && (
                <EntityLink
                  type={row.entity_type}
                  id={row.entity_id}
                  label={row.entity_label}
                />
              )}
              <Box
                component="span"
                sx={{
                  marginInlineStart: 'auto',
                  color: 'text.secondary',
                  whiteSpace: 'nowrap',
                }}
              >
                <RelativeTime instant={row.created_at} />
              </Box>
            </ErrorBoundary>
          </Box>
        ))}
      </ThingsProvider>
    </Box>
  );
}
