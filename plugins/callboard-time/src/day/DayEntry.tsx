import type { Worklog } from '@callboard/plugin-callboard-common';
import { DurationText, EntityLink } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { EntryActions } from '../entries/EntryActions';
import { EntryDetails } from '../entries/EntryDetails';

/** A worklog of a day, with its work item. */
export function DayEntry(props: {
  worklog: Worklog;
  onEdit: () => void;
  onDelete: () => void;
}) {
  const { worklog } = props;
  const { work_item, description } = worklog;
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        gap: 2,
        alignItems: 'flex-start',
        py: 1,
        borderBottom: 1,
        borderColor: 'divider',
        typography: 'body2',
      }}
    >
      <Box
        sx={{ width: 64, flexShrink: 0, fontWeight: 600, textAlign: 'right' }}
      >
        <DurationText minutes={worklog.duration_minutes} />
      </Box>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <EntityLink
          type="work_item"
          id={worklog.work_item_id}
          label={`${work_item.identifier} ${work_item.title}`}
        />
        {description && (
          <Box sx={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
            {description}
          </Box>
        )}
        <Box>
          <EntryDetails worklog={worklog} />
        </Box>
      </Box>
      <EntryActions {...props} />
    </Box>
  );
}
