import { endpoints } from '@callboard/plugin-callboard-common';
import {
  LoadingState,
  QueryState,
  getErrorStatus,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { Schedule } from './Schedule';
import { TimeOffList } from './TimeOffList';

/** The working time and time off of a person. */
export function WorkingTime(props: {
  slug: string;
  member: string;
  /** The current date in the workspace's time zone. */
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
      {/* Both need the same permission, so one error is enough. */}
      {getErrorStatus(schedule.error) !== 403 && <TimeOffList {...props} />}
    </Stack>
  );
}
