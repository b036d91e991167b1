import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  getStaffName,
  type StaffMember,
  type StaffOrder,
} from '@callboard/plugin-callboard-common';
import {
  oneLine,
  DataTable,
  type LoadedList,
  type Pages,
  formatCalendarDate,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useCallback, useMemo, useEffect, useRef, type ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { Link } from '@backstage/core-components';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { StaffChip, StatusLabel } from '../StaffLabels';
import {
  formatPath,
  useDepartmentEntries,
} from '../../departments/useDepartmentTree';
import { useStaffLinks } from '../useStaffLinks';

function OneLine(props: { title?: string; children: ReactNode }) {
  return (
    <Box
      component="span"
      title={props.title}
      sx={{
        display: 'block',
        ...oneLine,
      }}
    >
      {props.children}
    </Box>
  );
}

/** The minimum width, in px, of a table with joining dates. */
const MIN_WIDTH_FOR_DATES = 900;

function useStaffColumns(workspace: string): DataTableColumn<StaffMember>[] {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const links = useStaffLinks(workspace);
  const departments = useDepartmentEntries(workspace);
  return useMemo(
    () => [
      {
        id: 'person',
        header: t('field.person'),
        width: 'minmax(180px, 3fr)',
        narrow: 'line',
        orderBy: 'name',
        cell: ({ row: { original } }) => (
          <StaffChip
            person={original}
            workspace={workspace}
            href={links.getPersonLink(original.id)}
          />
        ),
      },
      {
        id: 'staff_id',
        header: t('field.staff_id'),
        width: 'minmax(80px, 1fr)',
        orderBy: 'staff_id',
        cell: ({ row: { original } }) => (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {original.staff_id}
          </Box>
        ),
      },
      {
        id: 'position',
        header: t('field.position'),
        width: 'minmax(120px, 2fr)',
        orderBy: 'position',
        cell: ({ row: { original } }) =>
          original.position && (
            <OneLine title={original.position}>{original.position}</OneLine>
          ),
      },
      {
        id: 'department',
        header: t('field.department_id'),
        width: 'minmax(120px, 2fr)',
        cell: ({ row: { original } }) => {
          const department = departments.get(original.department_id ?? '');
          return (
            department && (
              <OneLine title={formatPath(department)}>
                <Link
                  to={links.getDepartmentLink(department.node.id)}
                  color="inherit"
                >
                  {department.node.name}
                </Link>
              </OneLine>
            )
          );
        },
      },
      {
        id: 'status',
        header: t('field.employment_status'),
        width: '120px',
        cell: ({ row: { original } }) => (
          <StatusLabel status={original.employment_status} />
        ),
      },
      {
        id: 'joined',
        header: t('field.date_of_joining'),
        width: '104px',
        align: 'end',
        narrow: 'hide',
        hideBelow: MIN_WIDTH_FOR_DATES,
        orderBy: 'date_of_joining',
        cell: ({ row: { original } }) =>
          original.date_of_joining && (
            <Box
              component="time"
              dateTime={original.date_of_joining}
              sx={{ fontVariantNumeric: 'tabular-nums' }}
            >
              {formatCalendarDate(original.date_of_joining)}
            </Box>
          ),
      },
    ],
    [t, workspace, links, departments],
  );
}

/**
 * The distance to the end of the list, in px, at which the next page is loaded: about a screen, so
 * that people do not have to wait.
 */
const LOAD_AHEAD_PX = 900;

/**
 * Loads the next page of a list before the end of the list scrolls into view. Place the sentinel at
 * the end of a positioned element around the list. The button below the list remains for retries.
 */
function LoadMoreSentinel(props: { list: Pages<unknown> }) {
  const { hasMore, isLoadingMore, hasLoadMoreFailed, isStale, loadMore } =
    props.list;
  const sentinel = useRef<HTMLDivElement>(null);
  const load = useRef(loadMore);
  load.current = loadMore;
  const canLoad = hasMore && !isLoadingMore && !hasLoadMoreFailed && !isStale;

  useEffect(() => {
    if (!canLoad || typeof IntersectionObserver === 'undefined') {
      return undefined;
    }
    const observer = new IntersectionObserver(([{ isIntersecting }]) => {
      if (isIntersecting) {
        load.current();
      }
    });
    observer.observe(sentinel.current!);
    return () => observer.disconnect();
  }, [canLoad]);

  return (
    <Box
      ref={sentinel}
      aria-hidden
      sx={{
        position: 'absolute',
        bottom: 0,
        width: '1px',
        height: LOAD_AHEAD_PX,
        maxHeight: '100%',
        pointerEvents: 'none',
        // Otherwise, scroll anchoring would keep the sentinel in view while rows are added.
        overflowAnchor: 'none',
      }}
    />
  );
}

export function StaffTable(props: {
  workspace: string;
  list: Pages<StaffMember>;
  loaded: LoadedList<StaffMember>;
  order: StaffOrder;
  onOrder: (order: StaffOrder) => void;
  /** The ids of the selected people, if rows are selectable. */
  selected?: ReadonlySet<string>;
  onSelect: (selected: ReadonlySet<string>) => void;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace, list, loaded, selected, onSelect } = props;
  const columns = useStaffColumns(workspace);
  const links = useStaffLinks(workspace);
  const navigate = useNavigate();
  const getRowLabel = useCallback(
    (person: StaffMember) =>
      t('directory.select', { name: getStaffName(person) }),
    [t],
  );
  return (
    <Box sx={{ position: 'relative', opacity: list.isStale ? 0.6 : 1 }}>
      <DataTable
        isMain
        label={t('directory.label')}
        columns={columns}
        rows={loaded.items}
        onRowOpen={({ id }) => navigate(links.getPersonLink(id))}
        selection={selected && { selected, onChange: onSelect, getRowLabel }}
        order={{
          value: props.order,
          onChange: order => props.onOrder(order as StaffOrder),
        }}
        total={loaded.total}
        pages={list}
      />
      <LoadMoreSentinel list={list} />
    </Box>
  );
}
