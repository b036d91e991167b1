import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  calendarDate,
  type MemberCapacity,
} from '@callboard/plugin-callboard-common';
import {
  toDateBounds,
  DateRangePicker,
  EmptyState,
  LoadingState,
  QueryState,
  useCallboardQuery,
  useZoneToday,
  useWeekStart,
  type OwnWorkspace,
  dateRangePresets,
  useUrlState,
  type ChosenDateRange,
  formatDateRange,
  formatMinutes,
  PersonChip,
  SideDrawer,
  useShortcut,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { keepPreviousData } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import CloseIcon from '@mui/icons-material/Close';
import IconButton from '@mui/material/IconButton';
import { addDays, DAYS_PER_WEEK, parseChosenRange } from '../../data/dates';
import { useTimesheet } from '../../data/timeQueries';
import { PeriodNav, useWeekName } from '../../period/PeriodToolbar';
import { WorkingTime } from '../../admin/WorkingTime';
import { DepartmentFilter, useDepartmentUrl } from '../DepartmentFilter';
import { HiddenTime, ReadOnlyTimesheet } from '../ReadOnlyTimesheet';
import { callboardTimeTeamTranslationRef } from '../teamTranslation';
import { HeatMap } from './HeatMap';
import { bandStyles } from './heatMapCells';
import { Note } from '../../shared/Note';

const findLastLoggedDay = (days: MemberCapacity['days']) =>
  days.filter(({ logged_minutes }) => logged_minutes > 0).at(-1)?.date;

function PersonDrawer(props: {
  slug: string;
  person: MemberCapacity;
  /** A day of the initial week; by default, the last day with logged time. */
  day?: string;
  today: string;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { slug, person, today, onClose } = props;
  const from = person.days[0]?.date ?? today;
  const to = person.days.at(-1)?.date ?? today;
  const [week, setWeek] = useState(
    props.day ?? findLastLoggedDay(person.days) ?? to,
  );
  const timesheet = useTimesheet(slug, week, person.member_id).data;
  const { name } = useWeekName(timesheet, undefined, today);
  const move = (direction: -1 | 1) =>
    setWeek(addDays(week, direction * DAYS_PER_WEEK));
  useShortcut('[', () => move(-1));
  useShortcut(']', () => move(1));
  useShortcut('t', () => setWeek(today));
  return (
    <SideDrawer label={person.display_name} width={880} onClose={onClose}>
      <Stack spacing={2} sx={{ p: 3 }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
          <PersonChip
            userRef={person.member_id}
            name={person.display_name}
            workspace={slug}
          />
          <Box component="span" sx={{ flex: 1, typography: 'body2' }}>
            {t('capacity.rangeSum', {
              range: formatDateRange({ start: from, end: to }, today),
              logged: formatMinutes(person.logged_minutes),
              expected: formatMinutes(person.expected_minutes),
            })}
          </Box>
          <IconButton aria-label={t('capacity.close')} onClick={onClose}>
            <CloseIcon />
          </IconButton>
        </Box>
        <HiddenTime
          slug={slug}
          member={person.member_id}
          from={from}
          to={to}
          minutes={person.logged_minutes}
        />
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            gap: 1,
          }}
        >
          <PeriodNav
            unit="week"
            label={name}
            onMove={move}
            onToday={() => setWeek(today)}
          />
        </Box>
        <ReadOnlyTimesheet slug={slug} member={person.member_id} week={week} />
        <WorkingTime slug={slug} member={person.member_id} today={today} />
      </Stack>
    </SideDrawer>
  );
}

const parameters = ['person', 'day', 'range', 'start', 'end'] as const;

/** The date ranges of the heat map. `all_time` is excluded, because it has no first day. */
const capacityPresets = dateRangePresets.filter(
  preset => preset !== 'all_time',
);

function useCapacityUrl() {
  const [state, setState] = useUrlState(parameters);
  const openDays = useCallback(
    (person?: string, day?: string) => setState({ person, day }),
    [setState],
  );
  return {
    range: parseChosenRange(state, capacityPresets),
    setRange: ({ preset, start, end }: ChosenDateRange) =>
      setState({ range: preset, start, end }),
    person: state.person,
    day: calendarDate.safeParse(state.day).data,
    openDays,
  };
}

const bands = ['under', 'on', 'over', 'open', 'off'] as const;

function Legend() {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  return (
    <Box
      component="ul"
      aria-label={t('capacity.legend')}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 2,
        m: 0,
        p: 0,
        listStyle: 'none',
        typography: 'caption',
      }}
    >
      {bands.map(band => (
        <li key={band}>
          <Box
            component="span"
            aria-hidden
            sx={{ color: bandStyles[band].color }}
          >
            {bandStyles[band].symbol}
          </Box>{' '}
          {t(`capacity.legends.${band}`)}
        </li>
      ))}
    </Box>
  );
}

export function Capacity(props: { workspace: OwnWorkspace }) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { slug, timezone, role } = props.workspace;
  const today = useZoneToday(timezone);
  const { range, setRange, person, day, openDays } = useCapacityUrl();
  const departmentFilter = useDepartmentUrl();
  const weekStart = useWeekStart(slug);
  const { start, end } = toDateBounds(range, today, weekStart);
  const capacity = useCallboardQuery(
    endpoints.getCapacity,
    {
      params: { slug },
      query: {
        ...departmentFilter.query,
        date_from: start,
        date_to: end,
      },
    },
    { placeholderData: keepPreviousData },
  );
  const openPerson = capacity.data?.items.find(
    ({ member_id }) => member_id === person,
  );
  return (
    <Stack spacing={2}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, rowGap: 1.5 }}>
        <DateRangePicker
          value={range}
          weekStart={weekStart}
          today={today}
          presets={capacityPresets}
          onChange={setRange}
        />
        <DepartmentFilter slug={slug} filter={departmentFilter} />
      </Box>
      <Legend />
      <QueryState
        query={capacity}
        loading={<LoadingState rows={10} rowHeight={36} />}
        accessGranters={{ workspace: slug }}
      >
        {loadedCapacity =>
          loadedCapacity.items.length > 0 ? (
            <HeatMap
              capacity={loadedCapacity}
              weekStart={weekStart}
              today={today}
              onOpen={openDays}
              onFilter={departmentFilter.setDepartment}
            />
          ) : (
            <EmptyState title={t('capacity.empty')}>
              {t('capacity.emptyHint')}
            </EmptyState>
          )
        }
      </QueryState>
      {role !== 'admin' && (capacity.data?.items.length ?? 0) > 1 && (
        <Note>{t('capacity.secret')}</Note>
      )}
      {openPerson && (
        <PersonDrawer
          key={`${openPerson.member_id} ${day}`}
          slug={slug}
          person={openPerson}
          day={day}
          today={today}
          onClose={() => openDays()}
        />
      )}
    </Stack>
  );
}
