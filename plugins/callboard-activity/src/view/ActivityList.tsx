import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Activity } from '@callboard/plugin-callboard-common';
import {
  DataTable,
  ResourcesProvider,
  getBrowserZone,
  hasModifier,
  useToday,
  type DataTableGroup,
  ActionLabel,
  ChangesLine,
  ClockTime,
  EntityLink,
  type DataTableColumn,
  visuallyHidden,
  toCountParams,
} from '@callboard/plugin-callboard-react';
import {
  useMemo,
  type ReactNode,
  useCallback,
  createContext,
  useContext,
  useState,
  type KeyboardEvent,
} from 'react';
import { DateTime } from 'luxon';
import ChevronRightIcon from '@mui/icons-material/ChevronRight';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import type { ActivityScope, ActivityListState } from '../data/activityQueries';
import { BatchItems } from '../drawer/BatchItems';
import { ActivityDrawer } from '../drawer/ActivityDrawer';
import type { ActivityFilters } from '../data/ActivityFilters';
import { callboardActivityTranslationRef } from '../translation';
import { ActivityPerson } from './ActivityPerson';
import { AssistantBadge } from './AssistantBadge';
import { useOpenRow } from './useOpenRow';

interface ExpandedRows {
  isExpanded: (row: Activity) => boolean;
  toggle: (row: Activity) => void;
  /** Expands with the right arrow, and collapses with the left one. */
  onKeyDown: (event: KeyboardEvent<HTMLElement>, row: Activity) => void;
}

function useExpandedRows(): ExpandedRows {
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  return useMemo(() => {
    const isExpanded = ({ id }: Activity) => expanded.has(id);
    const setRowExpanded = ({ id }: Activity, shouldExpand: boolean) => {
      const otherIds = [...expanded].filter(expandedId => expandedId !== id);
      setExpanded(new Set(shouldExpand ? [...otherIds, id] : otherIds));
    };
    return {
      isExpanded,
      toggle: row => setRowExpanded(row, !isExpanded(row)),
      onKeyDown: (event, row) => {
        const shouldExpand = { ArrowRight: true, ArrowLeft: false }[event.key];
        if (row.batch_id && !hasModifier(event) && shouldExpand !== undefined) {
          event.preventDefault();
          setRowExpanded(row, shouldExpand);
        }
      },
    };
  }, [expanded]);
}

/** Toggling a row changes this context, so that React rerenders the buttons but not the cells. */
const ExpandedRowsContext = createContext<ExpandedRows>({
  isExpanded: () => false,
  toggle: () => {},
  onKeyDown: () => {},
});

/** Expands a row to show the details of its bulk action. */
function ExpandButton(props: { row: Activity }) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const expanded = useContext(ExpandedRowsContext);
  const isExpanded = expanded.isExpanded(props.row);
  return (
    <IconButton
      size="small"
      tabIndex={-1}
      aria-expanded={isExpanded}
      aria-label={t('columns.expand')}
      title={t('columns.expand')}
      onClick={() => expanded.toggle(props.row)}
      sx={{ p: 0.25, mr: 0.5, flexShrink: 0 }}
    >
      <ExpandMoreIcon
        fontSize="small"
        sx={{ transform: isExpanded ? 'rotate(180deg)' : undefined }}
      />
    </IconButton>
  );
}

function useActivityColumns(options: {
  withPerson: boolean;
  onOpen: (row: Activity) => void;
}): DataTableColumn<Activity>[] {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const { withPerson, onOpen } = options;
  return useMemo(() => {
    const columns: Array<DataTableColumn<Activity> | false> = [
      {
        id: 'time',
        header: t('columns.time'),
        // Fits "11:40 AM" on one line.
        width: '72px',
        cell: ({ row }) => <ClockTime instant={row.original.created_at} />,
      },
      withPerson && {
        id: 'person',
        header: t('columns.person'),
        width: 'minmax(120px, 1.1fr)',
        cell: ({ row: { original } }) => (
          <Box sx={{ display: 'flex', alignItems: 'center', minWidth: 0 }}>
            <ActivityPerson activity={original} />
            <AssistantBadge activity={original} />
          </Box>
        ),
      },
      {
        id: 'action',
        header: t('columns.action'),
        width: 'minmax(112px, 0.8fr)',
        cell: ({ row: { original } }) => (
          <Box sx={{ display: 'flex', alignItems: 'center', minWidth: 0 }}>
            <ActionLabel activity={original} />
            {!withPerson && <AssistantBadge activity={original} />}
          </Box>
        ),
      },
      {
        id: 'entity',
        header: t('columns.entity'),
        width: 'minmax(140px, 1.6fr)',
        narrow: 'line',
        cell: ({ row: { original } }) => (
          <EntityLink
            type={original.entity_type}
            id={original.entity_id}
            label={original.entity_label}
          />
        ),
      },
      {
        id: 'details',
        header: t('columns.details'),
        width: 'minmax(140px, 2fr)',
        narrow: 'line',
        cell: ({ row: { original } }) => (
          <Box sx={{ display: 'flex', alignItems: 'center', minWidth: 0 }}>
            {original.batch_id && <ExpandButton row={original} />}
            <ChangesLine activity={original} />
          </Box>
        ),
      },
      {
        id: 'open',
        header: () => <span style={visuallyHidden}>{t('columns.open')}</span>,
        width: '28px',
        narrow: 'hide',
        cell: ({ row }) => (
          <IconButton
            size="small"
            tabIndex={-1}
            aria-label={t('columns.open')}
            onClick={() => onOpen(row.original)}
            sx={{ color: 'text.secondary', p: 0.25 }}
          >
            <ChevronRightIcon fontSize="small" />
          </IconButton>
        ),
      },
    ];
    return columns.filter(column => column !== false);
  }, [t, withPerson, onOpen]);
}

/**
 * Returns a function that groups rows by day, in the browser's time zone. A group is labelled with
 * today, yesterday or the date, and with the number of actions on that day if it is known.
 */
function useDayGroups(
  days: readonly { date: string; count: number }[] | undefined,
): (row: Activity) => DataTableGroup {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const today = useToday();
  const counts = useMemo(
    () => new Map(days?.map(day => [day.date, day.count])),
    [days],
  );
  return useCallback(
    row => {
      const day = DateTime.fromISO(row.created_at, { zone: getBrowserZone() });
      const date = day.toISODate()!;
      const yesterday = DateTime.fromISO(today).minus({ days: 1 }).toISODate();
      let label = day.toLocaleString({
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        year: date.slice(0, 4) === today.slice(0, 4) ? undefined : 'numeric',
      });
      if (date === today) {
        label = t('table.today');
      } else if (date === yesterday) {
        label = t('table.yesterday');
      }
      const count = counts.get(date);
      return {
        key: date,
        label,
        note:
          count === undefined
            ? undefined
            : t('results.count', toCountParams(count)),
      };
    },
    [t, today, counts],
  );
}

export function ActivityList(props: {
  scope: ActivityScope;
  list: ActivityListState;
  days?: readonly { date: string; count: number }[];
  withPerson: boolean;
  onFilter?: (patch: Partial<ActivityFilters>) => void;
  /** Shown if the list is empty. */
  empty: ReactNode;
}) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const { list, withPerson } = props;
  const { row, problem, open } = useOpenRow(props.scope, list.rows);
  const expanded = useExpandedRows();
  const columns = useActivityColumns({ withPerson, onOpen: open });
  const getGroup = useDayGroups(props.days);
  // The drawer can show a row that is not in the list. Its resource must be loaded, too.
  const rowsWithResources = useMemo(
    () => (row && !list.rows.includes(row) ? [...list.rows, row] : list.rows),
    [list.rows, row],
  );
  return (
    <ResourcesProvider rows={rowsWithResources}>
      {list.rows.length === 0 ? (
        props.empty
      ) : (
        <ExpandedRowsContext.Provider value={expanded}>
          <DataTable
            label={t('table.label')}
            columns={columns}
            rows={list.rows}
            getGroup={getGroup}
            onRowOpen={open}
            onRowKeyDown={expanded.onKeyDown}
            renderDetails={activity => {
              const { batch_id } = activity;
              return batch_id && expanded.isExpanded(activity) ? (
                <BatchItems
                  scope={props.scope}
                  activity={activity}
                  batchId={batch_id}
                  empty={t('drawer.batchNothing')}
                />
              ) : undefined;
            }}
            isExpanded={activity =>
              activity.batch_id ? expanded.isExpanded(activity) : undefined
            }
            openRowId={row?.id}
            total={list.isTotalLowerBound ? undefined : list.total}
            pages={list}
          />
        </ExpandedRowsContext.Provider>
      )}
      <ActivityDrawer
        scope={props.scope}
        activity={row}
        problem={problem}
        rows={list.rows}
        onOpen={open}
        onFilter={props.onFilter}
      />
    </ResourcesProvider>
  );
}
