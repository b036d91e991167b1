import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type WorkItem,
  type WorkItemCounts,
} from '@callboard/plugin-callboard-common';
import {
  DataTable,
  LoadingState,
  QueryState,
  useEndpointPages,
} from '@callboard/plugin-callboard-react';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { BulkBar } from '../bulk/BulkBar';
import { paramsOf } from '../data/paramsOf';
import { useWorkProject } from '../data/useWorkProject';
import type { WorkQuery } from '../filters/workQueryOf';
import { callboardWorkTranslationRef } from '../translation';
import { inStateOrder } from './inStateOrder';
import { useFieldMenu } from './useFieldMenu';
import { useStateGroups } from './useStateGroups';
import { useWorkColumns } from './useWorkColumns';
import { GROUPED, useWorkOrder } from './useWorkOrder';

const PAGE = 100;
const idOf = ({ id }: WorkItem) => id;
const nobody: ReadonlySet<string> = new Set();

/** The items of a project under their states, or in another order. */
export function WorkList(props: {
  query: WorkQuery;
  counts: WorkItemCounts | undefined;
  openId: string | undefined;
  onOpen: (item: WorkItem) => void;
  /** Stands in place of the rows where there are none. */
  empty: ReactNode;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const scope = useWorkProject();
  const { states, mayWrite } = scope;
  const [order, setOrder] = useWorkOrder();
  const list = useEndpointPages(endpoints.listWorkItems, {
    params: paramsOf(scope),
    query: { ...props.query, order_by: order, limit: PAGE },
  });
  const [selected, setSelected] = useState(nobody);
  // What is selected is what can be seen.
  const listed = JSON.stringify([props.query, order]);
  useEffect(() => setSelected(nobody), [listed]);
  const menus = useFieldMenu();
  const isGrouped = order === GROUPED;
  const columns = useWorkColumns({
    isGrouped,
    onEdit: mayWrite ? menus.edit : undefined,
  });
  const groupOf = useStateGroups(props.counts);
  const loaded = list.data?.items;
  const rows = useMemo(
    () => (isGrouped && loaded ? inStateOrder(loaded, states) : loaded ?? []),
    [isGrouped, loaded, states],
  );
  return (
    <QueryState
      query={list}
      loading={<LoadingState rows={12} rowHeight={36} />}
      whoCanGive={t('tab.whoCanGive')}
    >
      {({ total }) =>
        rows.length === 0 ? (
          props.empty
        ) : (
          <>
            <DataTable
              label={t('list.label')}
              columns={columns}
              rows={rows}
              rowId={idOf}
              groupOf={isGrouped ? groupOf : undefined}
              onRowOpen={props.onOpen}
              onRowKeyDown={mayWrite ? menus.onKeyDown : undefined}
              openRowId={props.openId}
              order={{ value: order, onChange: setOrder }}
              selection={
                mayWrite
                  ? {
                      selected,
                      onChange: setSelected,
                      labelOf: ({ identifier }) =>
                        t('list.select', { item: identifier }),
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
                onLeft={left => setSelected(new Set(left))}
              />
            )}
          </>
        )
      }
    </QueryState>
  );
}
