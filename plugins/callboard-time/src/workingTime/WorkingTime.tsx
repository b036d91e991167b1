import { endpoints } from '@callboard/plugin-callboard-common';
import {
  LoadingState,
  QueryState,
  statusOf,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { Schedule } from './Schedule';
import { TimeOffList } from './TimeOffList';

/** When somebody works, and when they are off. */
export function WorkingTime(props: {
  slug: string;
  member: string;
  /** The date it is in the workspace. */
  today: string;
}) {
  const { slug, member } = props;
  const schedule = useCallboardQuery(endpoints.getWorkSchedule, {
    params: { slug },
    query: { member_id: member },
  });
  return (
    <Stack spacing={3}>
      <QueryState
        query={schedule}
        loading={<LoadingState rows={2} rowHeight={40} />}
        givers={{ workspace: slug }}
      >
        {found => (
          <Schedule
            key={found.member_id}
            slug={slug}
            member={member}
            schedule={found}
          />
        )}
      </QueryState>
      {/* The same people read both, and are told once where they cannot. */}
      {statusOf(schedule.error) !== 403 && <TimeOffList {...props} />}
    </Stack>
  );
}
