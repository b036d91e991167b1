import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  formatMinutes,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { callboardTimeTeamTranslationRef } from './teamTranslation';

/**
 * Shows how much of a person's time is on work that the viewer cannot see, and that the timesheets
 * beside it therefore omit; renders nothing if that is zero.
 */
export function UnseenTime(props: {
  slug: string;
  member: string;
  from: string;
  to: string;
  /** All minutes logged on these days. */
  minutes: number;
}) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { data: seen } = useCallboardQuery(endpoints.getTimeSummary, {
    params: { slug: props.slug },
    query: {
      member_id: props.member,
      date_from: props.from,
      date_to: props.to,
    },
  });
  const unseen = seen ? props.minutes - seen.total_duration_minutes : 0;
  return unseen > 0 ? (
    <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
      {t('timesheet.unseenTime', { minutes: formatMinutes(unseen) })}
    </Box>
  ) : null;
}
