import type { Activity } from '@callboard/plugin-callboard-common';
import {
  ActionLabel,
  EntityLink,
  PersonChip,
  RelativeTime,
  useActionPhrase,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { AssistantBadge } from './AssistantBadge';
import { BriefList } from './BriefList';

const rowStyle = {
  flexWrap: 'wrap',
  alignItems: 'center',
  columnGap: 1.5,
  rowGap: 0.25,
  py: 1,
};

function PhraseEnd(props: { activity: Activity }) {
  const phrase = useActionPhrase();
  return <span>{phrase(props.activity).after}</span>;
}

/** A few actions for a card, one line each if the width allows it. */
export function ActivityBriefs(props: {
  label: string;
  rows: Activity[];
  withEntity: boolean;
  /** False if all rows are of one person. */
  withPerson?: boolean;
  /** False if all rows are of one action. */
  withAction?: boolean;
}) {
  return (
    <BriefList label={props.label} rows={props.rows} rowStyle={rowStyle}>
      {row => (
        <>
          {props.withPerson !== false && (
            <PersonChip userRef={row.user_id} name={row.user_name} size={20} />
          )}
          <AssistantBadge activity={row} />
          {props.withAction !== false && <ActionLabel activity={row} />}
          {props.withEntity && (
            <EntityLink
              type={row.entity_type}
              id={row.entity_id}
              label={row.entity_label}
            />
          )}
          {props.withEntity && props.withAction !== false && (
            <PhraseEnd activity={row} />
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
        </>
      )}
    </BriefList>
  );
}
