import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { type Timesheet, endpoints } from '@callboard/plugin-callboard-common';
import {
  DurationText,
  EntityLink,
  formatDateRange,
  formatMinutes,
  LoadingState,
  QueryState,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { listDates, formatDayNumber, formatWeekday } from '../data/dates';
import { useTimesheet } from '../data/timeQueries';
import { WorkItemLinks } from '../entries/WorkItemLinks';
import { callboardTimeTeamTranslationRef } from './teamTranslation';
import { Note } from '../shared/Note';

/**
 * Shows how much of a person's logged time the timesheets on the page omit, because the viewer
 * cannot see the time of some projects. Renders nothing if no time is omitted.
 */
export function HiddenTime(props: {
  slug: string;
  member: string;
  from: string;
  to: string;
  /** The time logged on these days, except in secret projects that the viewer cannot see. */
  minutes: number;
}) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { data: visibleTime } = useCallboardQuery(endpoints.getTimeSummary, {
    params: { slug: props.slug },
    query: {
      member_id: props.member,
      date_from: props.from,
      date_to: props.to,
    },
  });
  const hiddenMinutes = visibleTime
    ? props.minutes - visibleTime.total_duration_minutes
    : 0;
  return hiddenMinutes > 0 ? (
    <Note>
      {t('timesheet.unseenTime', { minutes: formatMinutes(hiddenMinutes) })}
    </Note>
  ) : null;
}

/** Styles all cells from the table's container: cells with individual styles render slowly. */
const styles = {
  overflowX: 'auto',
  '& table': {
    borderCollapse: 'collapse',
    width: '100%',
    typography: 'body2',
    fontVariantNumeric: 'tabular-nums',
  },
  '& th, & td': {
    py: 0.75,
    px: 0.5,
    borderBottom: 1,
    borderColor: 'divider',
    textAlign: 'right',
    whiteSpace: 'nowrap',
    fontWeight: 400,
  },
  // The name column takes exactly the remaining width, and truncates names.
  '& th:first-of-type': {
    textAlign: 'start',
    width: '100%',
    maxWidth: 0,
    minWidth: 136,
  },
  '& thead th, & tfoot th, & tfoot td': { fontWeight: 600 },
  '& small': { display: 'block', color: 'text.secondary', fontWeight: 400 },
} as const;

export function TimesheetTable({ timesheet }: { timesheet: Timesheet }) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { week_start: start, week_end: end, rows } = timesheet;
  const days = listDates(start, end);
  // With the week's first day as `today`, the range has no year, unless it spans two years.
  const range = formatDateRange({ start, end }, start);
  const renderExpected = (minutes: number) =>
    minutes > 0 && (
      <small>
        {t('timesheet.expected', { expected: formatMinutes(minutes) })}
      </small>
    );
  return (
    <WorkItemLinks ids={rows.map(({ issue_id }) => issue_id)}>
      <Box sx={styles} tabIndex={0} role="region" aria-label={range}>
        <table aria-label={t('timesheet.label', { range })}>
          <thead>
            <tr>
              <th scope="col">{t('timesheet.item')}</th>
              {days.map(day => (
                <th key={day} scope="col">
                  {formatWeekday(day)} <small>{formatDayNumber(day)}</small>
                </th>
              ))}
              <th scope="col">{t('timesheet.sum')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <tr key={row.issue_id ?? ''}>
                <th scope="row">
                  {row.identifier ? (
                    <EntityLink
                      type="work_item"
                      id={row.issue_id}
                      label={`${row.identifier} ${row.issue_name}`}
                    />
                  ) : (
                    t('timesheet.unseen')
                  )}
                </th>
                {days.map(day => (
                  <td key={day}>
                    {row.days[day] ? formatMinutes(row.days[day]) : '·'}
                  </td>
                ))}
                <td>
                  <DurationText minutes={row.total_minutes} />
                </td>
              </tr>
            ))}
            {rows.length === 0 && (
              <tr>
                <th scope="row" colSpan={days.length + 2}>
                  {t('timesheet.empty')}
                </th>
              </tr>
            )}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('timesheet.sum')}</th>
              {days.map(day => (
                <td key={day}>
                  {formatMinutes(timesheet.daily_totals[day] ?? 0)}
                  {renderExpected(timesheet.daily_expected[day] ?? 0)}
                </td>
              ))}
              <td>
                <DurationText minutes={timesheet.grand_total_minutes} />
                {renderExpected(timesheet.expected_minutes)}
              </td>
            </tr>
          </tfoot>
        </table>
      </Box>
    </WorkItemLinks>
  );
}

export function ReadOnlyTimesheet(props: {
  slug: string;
  member: string;
  /** Any day of the week. */
  week: string;
}) {
  const { slug, member, week } = props;
  const query = useTimesheet(slug, week, member);
  return (
    <QueryState
      query={query}
      loading={<LoadingState rows={6} rowHeight={32} />}
      accessGranters={{ workspace: slug }}
    >
      {timesheet => <TimesheetTable timesheet={timesheet} />}
    </QueryState>
  );
}
