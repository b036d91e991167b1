import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type WorkItem,
  type WorkItemCounts,
} from '@callboard/plugin-callboard-common';
import {
  DataTable,
  focusMainList,
  LoadingState,
  QueryState,
  useEndpointPages,
} from '@callboard/plugin-callboard-react';
import {
  useCallback,
  useEffect,
  useMemo,
  useState,
  type ReactNode,
} from 'react';
import { BulkBar } from '../bulk/BulkBar';
import { toProjectParams } from '../data/toProjectParams';
import { useWorkProject } from '../data/useWorkProject';
import type { ItemSequence } from '../drawer/ItemSequence';
import type { WorkQuery } from '../filters/buildWorkQuery';
import type { Arrival } from '../layout/useArrival';
import { callboardWorkTranslationRef } from '../translation';
import { hasItemsIn } from './hasItemsIn';
import { sortByState } from './sortByState';
import { useArrivalInPages } from './useArrivalInPages';
import { useClosedGroups } from './useClosedGroups';
import { useFieldMenu } from './useFieldMenu';
import { useStateGroups } from './useStateGroups';
import { useWorkColumns } from './useWorkColumns';
import { GROUPED, useWorkOrder } from './useWorkOrder';
import { omitCollapsedStates } from './omitCollapsedStates';

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
