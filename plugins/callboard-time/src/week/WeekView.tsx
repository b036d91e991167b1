import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  LoadingState,
  QueryState,
  Toolbar,
  useAllowed,
  useShortcut,
  useZoneToday,
  type OwnWorkspace,
  getModifierKeyName,
  ShortcutsHelp,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useCallback, useState, useMemo } from 'react';
import {
  permissions,
  type TimeSettings,
  type Timesheet,
} from '@callboard/plugin-callboard-common';
import AddIcon from '@mui/icons-material/Add';
import Button from '@mui/material/Button';
import ErrorOutlineIcon from '@mui/icons-material/ErrorOutline';
import { addDays, DAYS_PER_WEEK } from '../data/dates';
import { useTimesheet, useTimeSettings } from '../data/timeQueries';
import {
  TimeTotal,
  PeriodNav,
  PeriodChip,
  useWeekName,
} from '../period/PeriodToolbar';
import { useEntryDialog } from '../entries/EntryDialog';
import type { MyTimeUrl } from '../mine/useMyTimeUrl';
import { PeriodNote } from '../period/PeriodNote';
import { SubmitPeriod } from '../period/SubmitPeriod';
import { TimesheetTable } from '../team/ReadOnlyTimesheet';
import { callboardTimeTranslationRef } from '../translation';
import { getTimesheetTotals } from './weekCells';
import type { FocusTarget } from './useGridCursor';
import { useOpenTimesheet, useTimesheetEdits } from './useOpenTimesheet';
import { WeekTimesheet } from './WeekTimesheet';

function SaveState(props: { slug: string; timesheet: Timesheet }) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const openTimesheet = useOpenTimesheet(props.slug, props.timesheet);
  const edits = [...useTimesheetEdits(openTimesheet).values()].flatMap(row => [
    ...row.values(),
  ]);
  const rejected = edits.filter(({ problem }) => problem);
  const canRetry = rejected.some(({ minutes }) => minutes !== undefined);
  const isSaving = edits.length > rejected.length;
  return (
    <Box
      role="status"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        typography: 'body2',
        color: rejected.length > 0 ? 'error.main' : 'text.secondary',
      }}
    >
      {rejected.length > 0 && <ErrorOutlineIcon fontSize="small" aria-hidden />}
      {rejected.length > 0 && t('save.wrong', { count: rejected.length })}
      {rejected.length === 0 && isSaving && t('save.saving')}
      {canRetry && (
        <Button
          size="small"
          color="inherit"
          onClick={() => openTimesheet.edits.retry()}
          sx={{ py: 0 }}
        >
          {t('save.retry')}
        </Button>
      )}
    </Box>
  );
}

const canEditAndSubmit = ({ is_editable, period }: Timesheet) =>
  is_editable && (period.status === 'open' || period.status === 'rejected');

function WeekSummary(props: {
  slug: string;
  timesheet: Timesheet;
  settings: TimeSettings;
  today: string;
  onAdd: (date: string) => void;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { slug, timesheet, today, onAdd } = props;
  const { week_start, week_end } = timesheet;
  const isThisWeek = week_start <= today && today <= week_end;
  const canSubmit = useAllowed(permissions.timesheet.submit, slug);
  const openTimesheet = useOpenTimesheet(slug, timesheet);
  const edits = useTimesheetEdits(openTimesheet);
  const { total } = useMemo(
    () => getTimesheetTotals(timesheet, edits),
    [timesheet, edits],
  );
  return (
    <>
      <TimeTotal minutes={total} expected={timesheet.expected_minutes} />
      {canEditAndSubmit(timesheet) && (
        <Button
          size="small"
          variant="outlined"
          startIcon={<AddIcon />}
          onClick={() => onAdd(isThisWeek ? today : week_start)}
        >
          {t('entry.add')}
        </Button>
      )}
      {canEditAndSubmit(timesheet) && canSubmit && (
        <SubmitPeriod
          {...props}
          total={total}
          savePending={async () => {
            await openTimesheet.edits.flush();
            return openTimesheet.edits.isClean;
          }}
        />
      )}
    </>
  );
}

function WeekShortcuts() {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const key = getModifierKeyName();
  return (
    <ShortcutsHelp
      standardShortcuts={[]}
      more={[
        ['↑ ↓ ← →', t('shortcuts.move')],
        ['0–9', t('shortcuts.type')],
        ['Enter  F2', t('shortcuts.edit')],
        ['Enter  Tab', t('shortcuts.save')],
        ['Delete', t('shortcuts.clear')],
        ['E', t('shortcuts.entries')],
        [`${key}+C  ${key}+V`, t('shortcuts.copy')],
        [`${key}+Z`, t('shortcuts.undo')],
        ['A  /', t('shortcuts.add')],
        ['L', t('shortcuts.anywhere')],
        ['T', t('shortcuts.today')],
        ['[  ]  PgUp  PgDn', t('shortcuts.week')],
      ]}
    />
  );
}

const skeleton = <LoadingState rows={9} rowHeight={40} />;

/** Whether the focus may move within the grid: the grid has the focus, or no control has it. */
function canFocusGrid(): boolean {
  const focused = document.activeElement;
  return focused === document.body || Boolean(focused?.closest('[role=grid]'));
}

/** A week of the viewer; read-only if the portal's policy denies edits. */
export function WeekView(props: { workspace: OwnWorkspace; url: MyTimeUrl }) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { workspace, url } = props;
  const { slug } = workspace;
  const today = useZoneToday(workspace.timezone);
  const day = url.week ?? today;
  const timesheet = useTimesheet(slug, day);
  const settings = useTimeSettings(slug);
  const { open, dialog } = useEntryDialog(slug, settings.data);
  const canEdit = useAllowed(permissions.timesheet.update, slug);
  const { data } = timesheet;
  const [focusTarget, setFocusTarget] = useState<FocusTarget>();
  const { name, start } = useWeekName(data, url.week, today);

  const changeWeek = useCallback(
    (direction: number) => {
      // An empty target means the current cell.
      setFocusTarget(canFocusGrid() ? {} : undefined);
      url.openWeek(addDays(start ?? day, DAYS_PER_WEEK * direction));
    },
    [url, start, day],
  );
  const goToday = useCallback(() => {
    setFocusTarget(canFocusGrid() ? { column: 'today' } : undefined);
    url.openWeek(undefined);
  }, [url]);
  useShortcut('[', () => changeWeek(-1));
  useShortcut(']', () => changeWeek(1));
  useShortcut('t', goToday);

  return (
    <Stack spacing={0.5}>
      <Toolbar label={t('week.toolbar')} sx={{ columnGap: { xs: 1, sm: 2 } }}>
        <PeriodNav
          unit="week"
          label={name}
          hasFailed={timesheet.isError}
          onMove={changeWeek}
          onToday={goToday}
        />
        {data && <PeriodChip status={data.period.status} />}
        <Box sx={{ flex: 1 }} />
        {data && settings.data && (
          <WeekSummary
            key={data.week_start}
            slug={slug}
            timesheet={data}
            settings={settings.data}
            today={today}
            onAdd={date => open({ date })}
          />
        )}
      </Toolbar>
      {/* Reserves the height, because the grid must not move when the state changes. */}
      <Box sx={{ minHeight: 24, textAlign: 'end' }}>
        {data && (
          <SaveState key={data.week_start} slug={slug} timesheet={data} />
        )}
      </Box>
      {/* Outside `WeekTimesheet`, the dialog stays open when the week changes at midnight. */}
      {dialog}
      <QueryState query={settings} loading={skeleton}>
        {loadedSettings => (
          <QueryState
            query={timesheet}
            loading={skeleton}
            accessGranters={{ workspace: slug }}
          >
            {week =>
              canEdit ? (
                <WeekTimesheet
                  key={`${slug} ${week.week_start}`}
                  slug={slug}
                  timesheet={week}
                  settings={loadedSettings}
                  today={today}
                  label={name ?? ''}
                  focusTarget={focusTarget}
                  onFocusRequest={setFocusTarget}
                  onChangeWeek={changeWeek}
                />
              ) : (
                <>
                  <PeriodNote slug={slug} period={week.period} />
                  <TimesheetTable timesheet={week} />
                </>
              )
            }
          </QueryState>
        )}
      </QueryState>
      <WeekShortcuts />
    </Stack>
  );
}
