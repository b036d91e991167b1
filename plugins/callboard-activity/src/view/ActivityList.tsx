import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Activity } from '@callboard/plugin-callboard-common';
import {
  DataTable,
  ResourcesProvider,
} from '@callboard/plugin-callboard-react';
import { useMemo, type ReactNode } from 'react';
import type { ActivityScope } from '../data/ActivityScope';
import type { ActivityListState as List } from '../data/useActivityList';
import { BatchItems } from '../drawer/BatchItems';
import { ActivityDrawer } from '../drawer/ActivityDrawer';
import type { ActivityFilters } from '../filters/ActivityFilters';
import { callboardActivityTranslationRef } from '../translation';
import { ExpandedRowsContext } from './ExpandButton';
import { useActivityColumns } from './useActivityColumns';
import { useDayGroups } from './useDayGroups';
import { useExpandedRows } from './useExpandedRows';
import { useOpenRow } from './useOpenRow';

const getRowId = (row: Activity) => row.id;

/** The rows grouped by day; a row opens its details. */
export function ActivityList(props: {
  scope: ActivityScope;
  list: List;
  days?: readonly { date: string; count: number }[];
  withPerson: boolean;
  withEntity: boolean;
  onFilter?: (patch: Partial<ActivityFilters>) => void;
  /** Shown if the list is empty. */
  empty: ReactNode;
}) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const { list, withPerson, withEntity } = props;
  const { row, problem, open } = useOpenRow(props.scope, list.rows);
  const expanded = useExpandedRows();
  const columns = useActivityColumns({
    withPerson,
    withEntity,
    onOpen: open,
  });
  const getGroup = useDayGroups(props.days);
  // An open row may not be part of the list.
  const mentions = useMemo(
    () => (row && !list.rows.includes(row) ? [...list.rows, row] : list.rows),
    [list.rows, row],
  );
  return (
    <ResourcesProvider rows={mentions}>
      {list.rows.length === 0 ? (
        props.empty
      ) : (
        <ExpandedRowsContext.Provider value={expanded}>
          <DataTable
            label={t('table.label')}
            columns={columns}
            rows={list.rows}
            rowId={getRowId}
            getGroup={getGroup}
            onRowOpen={open}
            onRowKeyDown={expanded.onKeyDown}
            renderDetails={details => {
              const { batch_id } = details;
              return batch_id && expanded.isExpanded(details) ? (
                <BatchItems
                  scope={props.scope}
                  activity={details}
                  batchId={batch_id}
                  empty={t('drawer.batchNothing')}
                />
              ) : undefined;
            }}
            isExpanded={entry =>
              entry.batch_id ? expanded.isExpanded(entry) : undefined
            }
            openRowId={row?.id}
            total={list.isAtLeast ? undefined : list.total}
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
