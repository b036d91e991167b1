import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  LoadingState,
  QueryState,
  Section,
  Toolbar,
  useShortcut,
  useZoneToday,
  type OwnWorkspace,
  ShortcutsHelp,
  EmptyState,
  DurationText,
  EntityLink,
} from '@callboard/plugin-callboard-react';
import AddIcon from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import type { Worklog } from '@callboard/plugin-callboard-common';
import EventNoteOutlinedIcon from '@mui/icons-material/EventNoteOutlined';
import { addDays, formatLongDay } from '../data/dates';
import {
  useTimesheet,
  useTimeSettings,
  useDayEntries,
} from '../data/timeQueries';
import { EntryActions, EntryDetails } from '../entries/EntryActions';
import { useEntryDialog } from '../entries/EntryDialog';
import { WorkItemLinks } from '../entries/WorkItemLinks';
import { PeriodNav, TimeTotal, PeriodChip } from '../period/PeriodToolbar';
import type { MyTimeUrl } from './useMyTimeUrl';
import { PeriodNote } from '../period/PeriodNote';
import { callboardTimeTranslationRef } from '../translation';
import { Suggestions } from './Suggestions';

function DayEntry(props: {
  slug: string;
  worklog: Worklog;
  onEdit: () => void;
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

const getSortInstant = ({ started_at, created_at }: Worklog) =>
  started_at ?? created_at;

/** Sorts worklogs by start time. Worklogs without a start time come last, by creation. */
function sortEntries(entries: readonly Worklog[]): Worklog[] {
  return [...entries].sort(
    (a, b) =>
      Number(a.started_at === null) - Number(b.started_at === null) ||
      getSortInstant(a).localeCompare(getSortInstant(b)),
  );
}

function DayEntries(props: {
  slug: string;
  member: string;
  date: string;
  onEdit: (worklog: Worklog) => void;
  /** Absent if the day is read-only. */
  onAdd?: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { slug, member, date, onAdd } = props;
  const entries = useDayEntries(slug, { member_id: member, date });
  return (
    <QueryState
      query={entries}
      loading={<LoadingState rows={4} rowHeight={56} />}
    >
      {({ items }) =>
        items.length > 0 ? (
          <WorkItemLinks ids={items.map(({ work_item_id }) => work_item_id)}>
            <Box
              component="ul"
              aria-label={t('entry.list')}
              sx={{ listStyle: 'none', m: 0, p: 0 }}
            >
              {sortEntries(items).map(worklog => (
                <DayEntry
                  key={worklog.id}
                  slug={slug}
                  worklog={worklog}
                  onEdit={() => props.onEdit(worklog)}
                />
              ))}
            </Box>
          </WorkItemLinks>
        ) : (
          <EmptyState
            icon={<EventNoteOutlinedIcon />}
            title={t('day.empty')}
            action={
              onAdd && (
                <Button variant="outlined" onClick={onAdd}>
                  {t('entry.add')}
                </Button>
              )
            }
          >
            {onAdd ? t('day.emptyHint') : undefined}
          </EmptyState>
        )
      }
    </QueryState>
  );
}

function DayShortcuts() {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  return (
    <ShortcutsHelp
      standardShortcuts={[]}
      more={[
        ['N', t('shortcuts.log')],
        ['L', t('shortcuts.anywhere')],
        ['T', t('shortcuts.today')],
        ['[  ]', t('shortcuts.day')],
      ]}
    />
  );
}

const skeleton = <LoadingState rows={5} rowHeight={56} />;

export function DayView(props: { workspace: OwnWorkspace; url: MyTimeUrl }) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { workspace, url } = props;
  const { slug } = workspace;
  const today = useZoneToday(workspace.timezone);
  const date = url.date ?? today;
  const timesheet = useTimesheet(slug, date);
  const settings = useTimeSettings(slug);
  const { open, dialog } = useEntryDialog(slug, settings.data);
  const week = timesheet.data;
  const isEditable = Boolean(
    week?.is_editable && !week.locked_days.includes(date) && settings.data,
  );
  const move = (days: number) => url.openDay(addDays(date, days));
  const goToday = () => url.openDay(undefined);
  const openNewEntry = () => isEditable && open({ date });
  useShortcut('[', () => move(-1));
  useShortcut(']', () => move(1));
  useShortcut('t', goToday);
  useShortcut('n', openNewEntry);
  return (
    <Stack spacing={2}>
      <Toolbar label={t('day.toolbar')} sx={{ columnGap: { xs: 1, sm: 2 } }}>
        <PeriodNav
          unit="day"
          label={formatLongDay(date)}
          onMove={move}
          onToday={goToday}
        />
        {week && <PeriodChip status={week.period.status} />}
        <Box sx={{ flex: 1 }} />
        {week && (
          <TimeTotal
            minutes={week.daily_totals[date] ?? 0}
            expected={week.daily_expected[date] ?? 0}
          />
        )}
        {isEditable && (
          <Button
            size="small"
            variant="contained"
            startIcon={<AddIcon />}
            aria-keyshortcuts="n"
            onClick={openNewEntry}
          >
            {t('entry.add')}
          </Button>
        )}
      </Toolbar>
      <QueryState query={settings} loading={skeleton}>
        {loadedSettings => (
          <QueryState
            query={timesheet}
            loading={skeleton}
            accessGranters={{ workspace: slug }}
          >
            {loadedTimesheet => (
              <Stack spacing={2}>
                <PeriodNote slug={slug} period={loadedTimesheet.period} />
                <Box
                  sx={{
                    display: 'grid',
                    gap: 3,
                    alignItems: 'start',
                    gridTemplateColumns: {
                      xs: 'minmax(0, 1fr)',
                      md: 'minmax(0, 3fr) minmax(0, 2fr)',
                    },
                  }}
                >
                  <Section title={t('day.entries')}>
                    <DayEntries
                      key={date}
                      slug={slug}
                      member={loadedTimesheet.member_id}
                      date={date}
                      onEdit={open}
                      onAdd={isEditable ? openNewEntry : undefined}
                    />
                  </Section>
                  <Suggestions
                    date={date}
                    workspace={workspace}
                    minutesPerDay={loadedSettings.minutes_per_day}
                  />
                </Box>
              </Stack>
            )}
          </QueryState>
        )}
      </QueryState>
      {/* Outside the day's content, so that it stays open when the day changes at midnight. */}
      {dialog}
      <DayShortcuts />
    </Stack>
  );
}
