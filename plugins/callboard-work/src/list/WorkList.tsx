import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type WorkItem,
  type WorkItemCounts,
  type WorkState,
} from '@callboard/plugin-callboard-common';
import {
  DataTable,
  focusMainList,
  LoadingState,
  QueryState,
  useEndpointPages,
  formatCount,
  StateBadge,
  type DataTableGroup,
  type Pages,
} from '@callboard/plugin-callboard-react';
import {
  useCallback,
  useEffect,
  useMemo,
  useState,
  type ReactNode,
  useRef,
} from 'react';
import { BulkBar } from '../bulk/BulkBar';
import { toProjectParams } from '../data/toProjectParams';
import { useWorkProject } from '../data/useWorkProject';
import type { ItemSequence } from '../drawer/ItemSequence';
import type { WorkQuery } from '../filters/buildWorkQuery';
import type { Arrival } from '../layout/useArrival';
import { callboardWorkTranslationRef } from '../translation';
import { hasItemsIn } from './hasItemsIn';
import { useClosedGroups } from './useClosedGroups';
import { useFieldMenu } from './useFieldMenu';
import { useWorkColumns } from './useWorkColumns';
import { GROUPED, useWorkOrder } from './useWorkOrder';
import { omitCollapsedStates } from './omitCollapsedStates';

/** The states that group the items, with their counts. */
function useStateGroups(counts: WorkItemCounts | undefined): {
  /** In the order of the workflow. */
  groups: DataTableGroup[];
  getGroup: (item: WorkItem) => DataTableGroup;
} {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { states } = useWorkProject();
  const byId = useMemo(() => {
    const known = new Map(
      counts?.by_state.map(part => [part.state_id, part.count]),
    );
    const groupFor = (state: WorkState): DataTableGroup => {
      // The server's count, because not all items may be loaded.
      const count = known.get(state.id) ?? 0;
      return {
        key: state.id,
        label: state.name,
        content: <StateBadge state={state} />,
        note: counts
          ? t('results.count', { count, formatted: formatCount(count) })
          : undefined,
      };
    };
    return new Map(states.map(state => [state.id, groupFor(state)]));
  }, [t, states, counts]);
  const getGroup = useCallback(
    ({ state_id: id }: WorkItem) => byId.get(id) ?? { key: id, label: '' },
    [byId],
  );
  const groups = useMemo(() => [...byId.values()], [byId]);
  return { groups, getGroup };
}

/** The maximum number of pages to load: no user waits for more. */
const MAX_PAGES = 10;

/** Loads more of a list until it contains the item to focus. */
function useArrivalInPages(
  arrival: Arrival | undefined,
  items: readonly { id: string }[],
  pages: Pick<
    Pages<unknown>,
    'hasMore' | 'hasMoreFailed' | 'isLoadingMore' | 'isStale' | 'loadMore'
  >,
): void {
  const loaded = useRef(0);
  const id = arrival?.mayLoad ? arrival.rowId : undefined;
  const { hasMore, hasMoreFailed, isLoadingMore, isStale, loadMore } = pages;
  useEffect(() => {
    loaded.current = 0;
  }, [id]);
  const isMissing = id !== undefined && !items.some(item => item.id === id);
  useEffect(() => {
    const mayLoad = hasMore && !hasMoreFailed && !isLoadingMore && !isStale;
    if (isMissing && mayLoad && loaded.current < MAX_PAGES) {
      loaded.current += 1;
      loadMore();
    }
    // `loadMore` is another one each time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isMissing, items, hasMore, hasMoreFailed, isLoadingMore, isStale]);
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

const PAGE = 100;
const getRowId = ({ id }: WorkItem) => id;
const nobody: ReadonlySet<string> = new Set();

/** The items of a project grouped by state, or in another order. */
export function WorkList(props: {
  query: WorkQuery;
  /** The counts for `query`; undefined while they load. */
  counts: WorkItemCounts | undefined;
  /** The counts for `query`, or those for the previous query while they load. */
  lastCounts: WorkItemCounts | undefined;
  openId: string | undefined;
  onOpen: (item: WorkItem) => void;
  /** Called with the items in the list whenever they change. */
  onSequence: (sequence: ItemSequence) => void;
  /** An item that takes the focus once it is loaded. */
  arrival: Arrival | undefined;
  /** Shown if there are no rows. */
  empty: ReactNode;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const scope = useWorkProject();
  const { states, mayWrite } = scope;
  const { query, counts, lastCounts, onSequence, arrival } = props;
  const [order, setOrder] = useWorkOrder();
  const isGrouped = order === GROUPED;
  const { groups, getGroup } = useStateGroups(counts);
  const [allClosed, toggleGroup] = useClosedGroups(scope.project.id);
  const closed = useMemo(
    // A state without items needs no heading.
    () =>
      lastCounts
        ? new Set([...allClosed].filter(id => hasItemsIn(lastCounts, id)))
        : allClosed,
    [allClosed, lastCounts],
  );
  const list = useEndpointPages(endpoints.listWorkItems, {
    params: toProjectParams(scope),
    query: {
      // This must not depend on the counts, or the list would load again once they
      // arrive.
      ...(isGrouped ? omitCollapsedStates(query, states, allClosed) : query),
      order_by: order,
      limit: PAGE,
    },
  });
  const [selected, setSelected] = useState(nobody);
  const getRowLabel = useCallback(
    ({ identifier }: WorkItem) => t('list.select', { item: identifier }),
    [t],
  );
  // Only items that the reader can see stay selected.
  const listed = JSON.stringify([query, order]);
  useEffect(() => setSelected(nobody), [listed]);
  const menus = useFieldMenu();
  const loaded = list.data?.items;
  const rows = useMemo(
    () => (isGrouped && loaded ? sortByState(loaded, states) : loaded ?? []),
    [isGrouped, loaded, states],
  );
  const columns = useWorkColumns({
    isGrouped,
    rows,
    onEdit: menus.edit,
  });
  const { hasMore, loadMore } = list;
  useEffect(() => {
    onSequence({ items: rows, loadMore: hasMore ? loadMore : undefined });
    // `loadMore` is another one each time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [rows, hasMore, onSequence]);
  useArrivalInPages(arrival, rows, list);
  const collapse = useMemo(
    () => ({ groups, closed, onToggle: toggleGroup }),
    [groups, closed, toggleGroup],
  );
  // Items in collapsed states are not among the rows.
  const mayHaveMore =
    isGrouped && (counts ? closed.size > 0 : allClosed.size > 0);
  const isNothing = rows.length === 0 && !mayHaveMore;
  return (
    <QueryState
      query={list}
      loading={<LoadingState rows={12} rowHeight={36} />}
      givers={{ workspace: scope.workspace.slug, project: scope.project.id }}
    >
      {({ total }) =>
        isNothing && !list.isStale ? (
          props.empty
        ) : (
          <>
            <DataTable
              isMain
              label={t('list.label')}
              columns={columns}
              rows={rows}
              rowId={getRowId}
              getGroup={isGrouped ? getGroup : undefined}
              collapse={isGrouped ? collapse : undefined}
              onRowOpen={props.onOpen}
              onRowKeyDown={menus.onKeyDown}
              openRowId={props.openId}
              arrival={arrival}
              order={{ value: order, onChange: setOrder }}
              selection={
                mayWrite
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
                onLeft={left => {
                  setSelected(new Set(left));
                  if (left.length === 0) {
                    // The bar unmounts, and with it the focused element.
                    requestAnimationFrame(() => focusMainList());
                  }
                }}
              />
            )}
          </>
        )
      }
    </QueryState>
  );
}
