import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type WorkItem,
  type WorkItemCounts,
  type WorkState,
} from '@callboard/plugin-callboard-common';
import {
  toCountParams,
  DataTable,
  renderThenFocus,
  LoadingState,
  QueryState,
  useEndpointPages,
  StateBadge,
  type DataTableGroup,
  Unset,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import {
  useCallback,
  useEffect,
  useMemo,
  useState,
  type ReactNode,
} from 'react';
import { BulkBar } from '../bulk/BulkBar';
import { usePersonNames } from '../data/usePersonNames';
import { toProjectParams, useWorkProject } from '../data/WorkProject';
import type { ItemSequence } from '../item/useNeighbours';
import type { WorkQuery } from '../filters/workQuery';
import { useLoadItemToFocus, type ItemToFocus } from './useItemToFocus';
import { callboardWorkTranslationRef } from '../translation';
import {
  hasItemsInState,
  useCollapsedGroups,
  omitCollapsedStates,
} from './collapsedGroups';
import { useFieldMenu } from './useFieldMenu';
import { ORDER_BY_STATE, useWorkOrder } from './OrderSelect';
import { AssigneeList, LabelList } from '../badges/FieldValues';
import { InlineField, type OpenFieldMenu } from './InlineField';
import { useItemColumns } from './useItemColumns';

/** The states that group the items, with their counts. */
function useStateGroups(counts: WorkItemCounts | undefined) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { states } = useWorkProject();
  const groupById = useMemo(() => {
    const countByState = new Map(
      counts?.by_state.map(part => [part.state_id, part.count]),
    );
    return new Map<string, DataTableGroup>(
      states.map(state => {
        // The server's count, because some items may not be loaded.
        const count = countByState.get(state.id) ?? 0;
        const note = counts && t('results.count', toCountParams(count));
        const content = <StateBadge state={state} />;
        return [state.id, { key: state.id, label: state.name, content, note }];
      }),
    );
  }, [t, states, counts]);
  const getGroup = useCallback(
    ({ state_id: id }: WorkItem): DataTableGroup =>
      groupById.get(id) ?? { key: id, label: '' },
    [groupById],
  );
  const groups = useMemo(() => [...groupById.values()], [groupById]);
  return { groups, getGroup };
}

/**
 * Sorts items by state and keeps their order within a state. Items whose state has changed thus
 * move to their new group before the refetch.
 */
function sortByState(
  items: readonly WorkItem[],
  states: readonly WorkState[],
): WorkItem[] {
  const indexById = new Map(states.map(({ id }, index) => [id, index]));
  const getStateIndex = ({ state_id }: WorkItem) =>
    indexById.get(state_id) ?? states.length;
  return [...items].sort((a, b) => getStateIndex(a) - getStateIndex(b));
}

/**
 * The table widths, in px, below which less important columns are shortened or omitted, so that the
 * title keeps 40 % of the width.
 */
const ICON_LABEL_BREAKPOINT_PX = 1_560;
const LABELS_COLUMN_BREAKPOINT_PX = 1_280;
const STATE_BREAKPOINT_PX = 1_160;
const GROUPED_STATE_BREAKPOINT_PX = 1_080;

/** Space for a dash and four digits. */
const NUMBER_LENGTH = 5;

/**
 * The assignees of an item. Each cell loads the names of people who are not members. If the columns
 * depended on these names, each loaded name would mount every cell of the table again.
 */
function AssigneesField(props: { item: WorkItem; onEdit: OpenFieldMenu }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { item, onEdit } = props;
  const { assignees } = item;
  const getPersonName = usePersonNames(assignees);
  return (
    <InlineField
      item={item}
      field="assignees"
      text={assignees.map(getPersonName).join(', ') || t('none.assignees')}
      isUnset={assignees.length === 0}
      onEdit={onEdit}
    >
      {assignees.length > 0 ? (
        <AssigneeList assignees={assignees} />
      ) : (
        <Unset />
      )}
    </InlineField>
  );
}

function useWorkColumns(options: {
  isGrouped: boolean;
  onEdit: OpenFieldMenu;
  rows: readonly WorkItem[];
}): DataTableColumn<WorkItem>[] {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { isGrouped, onEdit, rows } = options;
  const hasLabels = rows.some(item => item.labels.length > 0);
  const hasEstimates = rows.some(
    item => item.estimate_points !== null || item.estimate_time !== null,
  );
  const hasDates = rows.some(item => item.target_date !== null);
  const { project, states, labels } = useWorkProject();
  const itemColumns = useItemColumns({
    maxIdentifierLength: project.identifier.length + NUMBER_LENGTH,
    labelBreakpoint: ICON_LABEL_BREAKPOINT_PX,
    onEdit,
  });
  return useMemo<DataTableColumn<WorkItem>[]>(() => {
    const labelColumn: DataTableColumn<WorkItem> = {
      id: 'labels',
      header: t('field.labels'),
      width: '100px',
      hideBelow: LABELS_COLUMN_BREAKPOINT_PX,
      cell: ({ row }) => {
        const itemLabels = labels.filter(({ id }) =>
          row.original.labels.includes(id),
        );
        return itemLabels.length > 0 ? (
          <LabelList labels={itemLabels} maxShown={1} />
        ) : null;
      },
    };
    return [
      itemColumns.identifier,
      itemColumns.title,
      {
        id: 'state',
        header: t('field.state'),
        width: '116px',
        brief: {
          below: isGrouped ? ICON_LABEL_BREAKPOINT_PX : STATE_BREAKPOINT_PX,
          width: '52px',
        },
        // The group heading shows the state.
        hideBelow: isGrouped ? GROUPED_STATE_BREAKPOINT_PX : undefined,
        orderBy: 'state',
        cell: ({ row: { original: item } }) => {
          const state = states.find(({ id }) => id === item.state_id);
          return (
            <InlineField
              item={item}
              field="state"
              text={state?.name ?? ''}
              onEdit={onEdit}
            >
              {state ? <StateBadge state={state} /> : <Unset />}
            </InlineField>
          );
        },
      },
      itemColumns.priority,
      {
        id: 'assignees',
        header: t('field.assignees'),
        width: '136px',
        brief: { below: ICON_LABEL_BREAKPOINT_PX, width: '72px' },
        cell: ({ row }) => (
          <AssigneesField item={row.original} onEdit={onEdit} />
        ),
      },
      ...(hasLabels ? [labelColumn] : []),
      ...(hasEstimates ? [itemColumns.estimate] : []),
      ...(hasDates ? [itemColumns.target_date] : []),
    ];
  }, [
    t,
    itemColumns,
    states,
    labels,
    isGrouped,
    onEdit,
    hasLabels,
    hasEstimates,
    hasDates,
  ]);
}

const PAGE_SIZE = 100;
const noIds: ReadonlySet<string> = new Set();

export function WorkList(props: {
  query: WorkQuery;
  counts: WorkItemCounts | undefined;
  /** The counts for `query`; while they load, the counts for the previous query. */
  currentOrPreviousCounts: WorkItemCounts | undefined;
  openId: string | undefined;
  onOpen: (item: WorkItem) => void;
  /** Called with the items in the list whenever they change. */
  onSequence: (sequence: ItemSequence) => void;
  /** An item that takes the focus once it is loaded. */
  itemToFocus: ItemToFocus | undefined;
  empty: ReactNode;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const scope = useWorkProject();
  const { states, canChangeAll } = scope;
  const { query, counts, currentOrPreviousCounts, onSequence, itemToFocus } =
    props;
  const [order, setOrder] = useWorkOrder();
  const isGrouped = order === ORDER_BY_STATE;
  const { groups, getGroup } = useStateGroups(counts);
  const [collapsedIds, toggleGroup] = useCollapsedGroups(scope.project.id);
  const visiblyCollapsedIds = useMemo(
    // A state without items needs no heading.
    () =>
      currentOrPreviousCounts
        ? new Set(
            [...collapsedIds].filter(id =>
              hasItemsInState(currentOrPreviousCounts, id),
            ),
          )
        : collapsedIds,
    [collapsedIds, currentOrPreviousCounts],
  );
  const list = useEndpointPages(endpoints.listWorkItems, {
    params: toProjectParams(scope),
    query: {
      // The query must not depend on the counts, or the list would load again when the counts
      // arrive.
      ...(isGrouped ? omitCollapsedStates(query, states, collapsedIds) : query),
      order_by: order,
      limit: PAGE_SIZE,
    },
  });
  const [selected, setSelected] = useState(noIds);
  const getRowLabel = useCallback(
    ({ identifier }: WorkItem) => t('list.select', { item: identifier }),
    [t],
  );
  // Clears the selection when the filters or the order change, because the change may hide selected
  // items.
  const listKey = JSON.stringify([query, order]);
  useEffect(() => setSelected(noIds), [listKey]);
  const menus = useFieldMenu();
  const loaded = list.data?.items;
  const rows = useMemo(
    () => (isGrouped && loaded ? sortByState(loaded, states) : loaded ?? []),
    [isGrouped, loaded, states],
  );
  const columns = useWorkColumns({
    isGrouped,
    rows,
    onEdit: menus.openFieldMenu,
  });
  const { hasMore, loadMore } = list;
  useEffect(() => {
    onSequence({ items: rows, loadMore: hasMore ? loadMore : undefined });
    // `loadMore` has a new identity on each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [rows, hasMore, onSequence]);
  useLoadItemToFocus(itemToFocus, rows, list);
  const collapse = useMemo(
    () => ({ groups, closed: visiblyCollapsedIds, onToggle: toggleGroup }),
    [groups, visiblyCollapsedIds, toggleGroup],
  );
  // Items in collapsed states are not among the rows.
  const mayHaveMore =
    isGrouped &&
    (counts ? visiblyCollapsedIds.size > 0 : collapsedIds.size > 0);
  const isEmpty = rows.length === 0 && !mayHaveMore;
  return (
    <QueryState
      query={list}
      loading={<LoadingState rows={12} rowHeight={36} />}
      accessGranters={{
        workspace: scope.workspace.slug,
        project: scope.project.id,
      }}
    >
      {({ total }) =>
        isEmpty && !list.isStale ? (
          props.empty
        ) : (
          <>
            <DataTable
              isMain
              label={t('list.label')}
              columns={columns}
              rows={rows}
              getGroup={isGrouped ? getGroup : undefined}
              collapse={isGrouped ? collapse : undefined}
              onRowOpen={props.onOpen}
              onRowKeyDown={menus.onKeyDown}
              openRowId={props.openId}
              arrival={itemToFocus}
              order={{ value: order, onChange: setOrder }}
              selection={
                canChangeAll
                  ? {
                      selected,
                      onChange: setSelected,
                      getRowLabel,
                    }
                  : undefined
              }
              total={total}
              pages={list}
            />
            {menus.menu}
            {selected.size > 0 && (
              <BulkBar
                items={rows.filter(({ id }) => selected.has(id))}
                onSelectionChange={ids =>
                  renderThenFocus(() => setSelected(new Set(ids)))
                }
              />
            )}
          </>
        )
      }
    </QueryState>
  );
}
