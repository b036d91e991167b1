import type { Activity } from '@callboard/plugin-callboard-common';
import {
  ActionLabel,
  ChangesLine,
  EntityLink,
  PersonAvatar,
  RelativeTime,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { AssistantBadge } from '../view/AssistantBadge';
import { BriefList } from '../view/BriefList';

function Brief(props: { row: Activity }) {
  const { row } = props;
  return (
    <>
      <PersonAvatar userRef={row.user_id} name={row.user_name} size={24} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
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
          <AssistantBadge activity={row} />
          <Box component="span" sx={{ flex: 1, minWidth: 0 }}>
            <ActionLabel activity={row} />
          </Box>
          <Box component="span" sx={{ flexShrink: 0, color: 'text.secondary' }}>
            <RelativeTime instant={row.created_at} />
          </Box>
        </Box>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
          <Box component="span" sx={{ minWidth: '40%' }}>
            <EntityLink
              type={row.entity_type}
              id={row.entity_id}
              label={row.entity_label}
            />
          </Box>
          <Box sx={{ minWidth: 0 }}>
            <ChangesLine activity={row} />
          </Box>
        </Box>
      </Box>
    </>
  );
}

const rowStyle = { alignItems: 'flex-start', gap: 1, py: 0.75 };

/** A few changes for a card: actor, action and resource, with the old and new values. */
export function ChangeBriefs(props: { label: string; rows: Activity[] }) {
  return (
    <BriefList label={props.label} rows={props.rows} rowStyle={rowStyle}>
      {row => <Brief row={row} />}
    </BriefList>
  );
}
