import type { WorkItem } from '@callboard/plugin-callboard-common';
import EventBusyIcon from '@mui/icons-material/EventBusy';
import Box from '@mui/material/Box';
import { formatCalendarDate } from '../dates/formatDates';
import { useToday } from '../dates/useToday';
import { Unset } from './badges';

/** The due date of an item; highlighted if it is past and the item is not done. @public */
export function DueDate(props: {
  item: Pick<WorkItem, 'target_date' | 'state_group'>;
}) {
  const today = useToday();
  const { target_date: date, state_group: group } = props.item;
  if (!date) {
    return <Unset />;
  }
  const isDone = group === 'completed' || group === 'cancelled';
  const isLate = !isDone && date < today;
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        verticalAlign: 'middle',
        whiteSpace: 'nowrap',
        color: isLate ? 'error.main' : undefined,
        fontVariantNumeric: 'tabular-nums',
      }}
    >
      {isLate && <EventBusyIcon aria-hidden sx={{ fontSize: 16 }} />}
      {formatCalendarDate(date)}
    </Box>
  );
}
