import type { Activity } from '@callboard/plugin-callboard-common';
import {
  ActionLabel,
  ChangesLine,
  EntityLink,
  ErrorBoundary,
  PersonAvatar,
  RelativeTime,
  ThingsProvider,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';

function Brief(props: { row: Activity }) {
  const { row } = props;
  return (
    <>
      <PersonAvatar userRef={row.user_id} name={row.user_name} size={24} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
          <Box component="span" sx={{ minWidth: 0 }}>
            <EntityLink
              type={row.entity_type}
              id={row.entity_id}
              label={row.entity_label}
            />
          </Box>
          <Box component="span" sx={{ flexShrink: 0, color: 'text.secondary' }}>
            <RelativeTime instant={row.created_at} />
          </Box>
        </Box>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
          <Box
            component="span"
            title={row.user_name}
            sx={{
              maxWidth: '40%',
              flexShrink: 0,
              overflow: 'hidden',
              textOverflow: 'ellipsis',
              whiteSpace: 'nowrap',
            }}
          >
            {row.user_name}
          </Box>
          <Box component="span" sx={{ flexShrink: 0 }}>
            <ActionLabel action={row.action} />
          </Box>
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <ChangesLine activity={row} />
          </Box>
        </Box>
      </Box>
    </>
  );
}

/** A few changes for a card: who did what to what, and from what to what. */
export function ChangeBriefs(props: { label: string; rows: Activity[] }) {
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
              alignItems: 'flex-start',
              gap: 1,
              py: 0.75,
              '& + li': { borderTop: 1, borderColor: 'divider' },
            }}
          >
            <ErrorBoundary resetKey={row}>
              <Brief row={row} />
            </ErrorBoundary>
          </Box>
        ))}
      </ThingsProvider>
    </Box>
  );
}
