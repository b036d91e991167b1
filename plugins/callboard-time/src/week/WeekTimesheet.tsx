import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type TimeSettings,
  formatDuration,
  endpoints,
} from '@callboard/plugin-callboard-common';
import {
  buildEndpointQuery,
  useArrowsToMainList,
  useAttempt,
  useLeaveWarning,
  useToast,
  useUndoKey,
  EmptyState,
  useShortcut,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import {
  useCallback,
  useMemo,
  useState,
  useRef,
  type ReactNode,
  memo,
} from 'react';
import EventNoteOutlinedIcon from '@mui/icons-material/EventNoteOutlined';
import Box from '@mui/material/Box';
import AddIcon from '@mui/icons-material/Add';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import { useQueryClient } from '@tanstack/react-query';
import { usePasteText } from './clipboard';
import { useEntryDialog } from '../entries/EntryDialog';
import { WorkItemLinks } from '../entries/WorkItemLinks';
import { listRowItems, type WeekCell } from './weekCells';
import {
  type LoggableItem,
  useSuggestedItems,
  WorkItemPicker,
} from '../entries/WorkItemPicker';
import { PeriodNote } from '../period/PeriodNote';
import { callboardTimeTranslationRef } from '../translation';
import { CellEntries } from './CellEntries';
import type { OpenTimesheet } from './OpenTimesheet';
import type { WeekActions } from './useWeekActions';
import type { FocusTarget } from './useGridCursor';
import { useWeekTimesheet } from './useWeekTimesheet';
import { WeekGrid } from './WeekGrid';
import { addDays, DAYS_PER_WEEK } from '../data/dates';

interface AddRowProps {
  slug: string;
  /** The first day of the week. */
  weekStart: string;
  existingIds: ReadonlySet<string>;
  onAdd: (items: readonly LoggableItem[]) => void;
}

/** Returns a function that adds the previous week's work items, without their time. */
function useCopyLastWeek(options: AddRowProps): () => Promise<void> {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  const attempt = useAttempt();
  const { slug, weekStart, existingIds, onAdd } = options;
  return () =>
    attempt(async () => {
      const { rows } = await queries.fetchQuery(
        buildEndpointQuery(client, endpoints.getTimesheet, {
          params: { slug },
          query: { week: addDays(weekStart, -DAYS_PER_WEEK) },
        }),
      );
      const items = listRowItems(rows).filter(({ id }) => !existingIds.has(id));
      onAdd(items);
      notify({
        status: 'info',
        title:
          items.length > 0
            ? t('rows.copied', { count: items.length })
            : t('rows.nothingToCopy'),
      });
    }, t('rows.copyFailed'));
}

const MAX_SUGGESTED = 3;

function AddItems(props: AddRowProps) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { slug, existingIds, onAdd } = props;
  const copyLastWeek = useCopyLastWeek(props);
  const field = useRef<HTMLInputElement>(null);
  const suggestedItems = useSuggestedItems(slug)
    .filter(({ id }) => !existingIds.has(id))
    .slice(0, MAX_SUGGESTED);
  const focusField = () => field.current?.focus();
  useShortcut('/', focusField);
  useShortcut('a', focusField);
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1,
        py: 1,
        // Stays visible while a narrow window scrolls the grid sideways.
        position: 'sticky',
        left: 8,
        width: 'fit-content',
        maxWidth: 'calc(100vw - 64px)',
      }}
    >
      <Box sx={{ width: 240, maxWidth: '100%' }}>
        <WorkItemPicker
          hasInnerLabel
          slug={slug}
          label={t('rows.add')}
          value={null}
          excludedIds={existingIds}
          inputRef={field}
          onChange={item => item && onAdd([item])}
        />
      </Box>
      {suggestedItems.map(item => {
        const name = `${item.identifier} ${item.title}`;
        return (
          <Chip
            key={item.id}
            size="small"
            variant="outlined"
            icon={<AddIcon />}
            label={name}
            title={name}
            aria-label={t('rows.addOne', { item: name })}
            onClick={() => onAdd([item])}
            sx={{ maxWidth: { xs: 220, lg: 184 }, m: 0 }}
          />
        );
      })}
      <Button size="small" onClick={copyLastWeek}>
        {t('rows.copy')}
      </Button>
    </Box>
  );
}

const AddRow = memo(AddItems);

/** If descriptions are required, setting the time of an empty cell opens the full form instead. */
function useFillOrOpenForm(
  actions: WeekActions,
  options: {
    timesheet: OpenTimesheet;
    requiresDescription: boolean;
    onOpenForm: (cell: WeekCell, duration: string) => void;
  },
): WeekActions {
  const { timesheet, requiresDescription } = options;
  const openForm = useRef(options.onOpenForm);
  openForm.current = options.onOpenForm;
  return useMemo(
    () =>
      requiresDescription
        ? {
            ...actions,
            setMinutes: (cell, minutes) =>
              minutes > 0 && timesheet.getSavedMinutes(cell) === 0
                ? openForm.current(cell, formatDuration(minutes))
                : actions.setMinutes(cell, minutes),
          }
        : actions,
    [actions, timesheet, requiresDescription],
  );
}

function EmptyWeek(props: { isEditable: boolean; children: ReactNode }) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  return (
    <EmptyState
      icon={<EventNoteOutlinedIcon />}
      title={t('week.empty')}
      action={
        <Box
          sx={{
            display: 'flex',
            justifyContent: 'center',
            '& > *': { justifyContent: 'center' },
          }}
        >
          {props.children}
        </Box>
      }
    >
      {props.isEditable ? t('week.emptyHint') : t('week.emptyLocked')}
    </EmptyState>
  );
}

export function WeekTimesheet(
  props: Parameters<typeof useWeekTimesheet>[0] & {
    settings: TimeSettings;
    label: string;
    focusTarget: FocusTarget | undefined;
    onChangeWeek: (direction: number) => void;
  },
) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { slug, timesheet, settings, onFocusRequest } = props;
  const { period } = timesheet;
  const notify = useToast();
  const week = useWeekTimesheet(props);
  const { rows, days, edits, actions, addRows, removeRow } = week;
  const isEditable = days.some(({ isLocked }) => !isLocked);
  const [openedCell, setOpenedCell] = useState<{
    cell: WeekCell;
    anchor: Element;
  }>();
  const { open: openForm, dialog } = useEntryDialog(slug, settings);
  useUndoKey(actions.undo, () => week.openTimesheet.lastActionAt);
  useLeaveWarning(edits.size > 0);
  useArrowsToMainList(true, false);

  const items = useMemo(() => listRowItems(rows), [rows]);
  const existingIds = useMemo(
    () => new Set(items.map(({ id }) => id)),
    [items],
  );
  const findItem = (id: string) => items.find(item => item.id === id) ?? null;
  const gridActions = useFillOrOpenForm(actions, {
    timesheet: week.openTimesheet,
    requiresDescription: settings.require_description,
    onOpenForm: (cell, duration) =>
      openForm(
        { item: findItem(cell.work_item_id), date: cell.date, duration },
        // Once the form is saved, its time entry replaces the rejected input of the cell.
        () => actions.discard(cell),
      ),
  });
  const pasteText = usePasteText({
    rows,
    days,
    minutesPerDay: settings.minutes_per_day,
    actions,
  });
  const addAndFocus = useCallback(
    (added: readonly LoggableItem[]) => {
      addRows(added);
      if (added.length > 0) {
        onFocusRequest({ row: added[0].id, column: 'today' });
      }
    },
    [addRows, onFocusRequest],
  );
  const addRow = isEditable && (
    <AddRow
      slug={slug}
      weekStart={timesheet.week_start}
      existingIds={existingIds}
      onAdd={addAndFocus}
    />
  );
  const openedItem = openedCell && findItem(openedCell.cell.work_item_id);
  return (
    <Stack spacing={2}>
      <PeriodNote slug={slug} period={period} />
      {rows.length === 0 ? (
        <EmptyWeek isEditable={isEditable}>{addRow}</EmptyWeek>
      ) : (
        <WorkItemLinks ids={items.map(({ id }) => id)}>
          <WeekGrid
            label={props.label}
            rows={rows}
            days={days}
            edits={edits}
            minutesByDay={week.totals.minutesByDay}
            total={week.totals.total}
            expected={timesheet.expected_minutes}
            minutesPerDay={settings.minutes_per_day}
            actions={gridActions}
            focusTarget={props.focusTarget}
            onPasteText={pasteText}
            onChangeWeek={props.onChangeWeek}
            onOpenEntries={(cell, anchor) => setOpenedCell({ cell, anchor })}
            onRemoveRow={removeRow}
            onEditRow={week.setEditedRow}
            onReadOnly={cell =>
              notify({
                status: 'info',
                title: t(cell ? `week.locked.${period.status}` : 'week.unseen'),
              })
            }
          >
            {addRow}
          </WeekGrid>
        </WorkItemLinks>
      )}
      {openedCell && openedItem && (
        <CellEntries
          slug={slug}
          settings={settings}
          member={timesheet.member_id}
          item={openedItem}
          date={openedCell.cell.date}
          isEditable={days.some(
            ({ date, isLocked }) => date === openedCell.cell.date && !isLocked,
          )}
          anchor={openedCell.anchor}
          onClose={() => setOpenedCell(undefined)}
        />
      )}
      {dialog}
    </Stack>
  );
}
