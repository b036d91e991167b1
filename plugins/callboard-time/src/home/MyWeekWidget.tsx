import { Link } from '@backstage/core-components';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  includesRole,
  type Timesheet,
} from '@callboard/plugin-callboard-common';
import {
  DurationText,
  EmptyState,
  formatMinutes,
  LoadingState,
  QueryState,
  useZoneToday,
  WorkspaceCardContent,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import { listDates, formatWeekday } from '../data/dates';
import { useLiveTime } from '../data/refreshTime';
import { useTimesheet } from '../data/timeQueries';
import { PeriodChip } from '../period/PeriodToolbar';
import { myTimeRouteRef } from '../routes';
import { callboardTimeHomeTranslationRef } from './homeTranslation';

const skeleton = <LoadingState rows={3} rowHeight={32} />;

function Days({ week, today }: { week: Timesheet; today: string }) {
  const { t } = useTranslationRef(callboardTimeHomeTranslationRef);
  return (
    <Box
      component="ul"
      aria-label={t('week.days')}
      sx={{
        display: 'grid',
        gridTemplateColumns: 'repeat(7, minmax(0, 1fr))',
        gap: 0.5,
        m: 0,
        p: 0,
        listStyle: 'none',
        textAlign: 'center',
        typography: 'caption',
      }}
    >
      {listDates(week.week_start, week.week_end).map(date => (
        <Box
          component="li"
          key={date}
          sx={{ fontWeight: date === today ? 600 : undefined }}
        >
          <Box sx={{ color: 'text.secondary' }}>{formatWeekday(date)}</Box>
          <DurationText minutes={week.daily_totals[date] ?? 0} />
        </Box>
      ))}
    </Box>
  );
}

function Week({ week, today }: { week: Timesheet; today: string }) {
  const { t } = useTranslationRef(callboardTimeHomeTranslationRef);
  const { grand_total_minutes: total, expected_minutes: expected } = week;
  const percent = Math.round((100 * total) / Math.max(1, expected));
  return (
    <Stack spacing={1.5}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}>
        <Box component="span" sx={{ flex: 1, fontWeight: 600 }}>
          {t('week.of', {
            total: formatMinutes(total),
            expected: formatMinutes(expected),
          })}
        </Box>
        <PeriodChip status={week.period.status} />
      </Box>
      {expected > 0 && (
        <LinearProgress
          variant="determinate"
          value={Math.min(100, percent)}
          aria-label={t('week.bar', { percent: String(percent) })}
        />
      )}
      <Days week={week} today={today} />
    </Stack>
  );
}

function WorkspaceWeek(props: { workspace: OwnWorkspace }) {
  const { t } = useTranslationRef(callboardTimeHomeTranslationRef);
  const { workspace } = props;
  const href = useRouteRef(myTimeRouteRef);
  const today = useZoneToday(workspace.timezone);
  const timesheet = useTimesheet(workspace.slug, today);
  useLiveTime(workspace.id);
  return (
    <QueryState query={timesheet} loading={skeleton}>
      {week => (
        <>
          <Week week={week} today={today} />
          {href && (
            <Box sx={{ pt: 1, typography: 'body2' }}>
              <Link to={`${href()}?workspace=${workspace.slug}`}>
                {t('week.open')}
              </Link>
            </Box>
          )}
        </>
      )}
    </QueryState>
  );
}

/** A home page widget with the time that the viewer has logged this week. @public */
export function MyWeekWidget() {
  const { t } = useTranslationRef(callboardTimeHomeTranslationRef);
  const emptyState = <EmptyState title={t('nowhere')} />;
  return (
    <WorkspaceCardContent skeleton={skeleton} emptyState={emptyState}>
      {workspace =>
        includesRole(workspace.role, 'member') ? (
          <WorkspaceWeek workspace={workspace} />
        ) : (
          emptyState
        )
      }
    </WorkspaceCardContent>
  );
}
