import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  estimateGrouping,
  type Estimate,
  type EstimateTotals,
  type EstimateGrouping,
} from '@callboard/plugin-callboard-common';
import {
  SelectField,
  DataTable,
  EmptyState,
  LoadingState,
  QueryState,
  useCallboardQuery,
  useEndpointPages,
  useUrlState,
  formatMinutes,
  DurationText,
  EntityLink,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { useMemo } from 'react';
import Box from '@mui/material/Box';
import { WorkItemLinks } from '../entries/WorkItemLinks';
import { callboardTimeEntityTranslationRef } from './entityTimeTranslation';
import type { ProjectScope } from './EntriesView';
import { EstimateBar } from './EstimateBar';

function useEstimateColumns(
  grouping: EstimateGrouping,
): DataTableColumn<Estimate>[] {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  return useMemo(() => {
    const missingName = t(
      grouping === 'cycle' ? 'estimates.noCycle' : 'estimates.noModule',
    );
    const createMinutesColumn = (
      name: 'estimate' | 'logged' | 'remaining',
    ): DataTableColumn<Estimate> => ({
      id: name,
      header: t(`estimates.${name}`),
      width: '112px',
      align: 'end',
      // Narrow screens hide the estimate and the remaining time, because the bar shows both.
      narrow: name === 'logged' ? 'inline' : 'hide',
      cell: ({ row }) => {
        const value = row.original[`${name}_minutes`];
        // Without an estimate, the remaining time is unknown.
        const isUnknown =
          name !== 'logged' && row.original.estimate_minutes === null;
        return value === null || isUnknown ? (
          <span data-unset>–</span>
        ) : (
          <DurationText minutes={value} />
        );
      },
    });
    return [
      {
        id: 'name',
        header: t('estimates.name'),
        width: 'minmax(200px, 2fr)',
        narrow: 'first',
        cell: ({ row: { original } }) =>
          original.work_item_id ? (
            <EntityLink
              type="work_item"
              id={original.work_item_id}
              label={`${original.identifier} ${original.name}`}
            />
          ) : (
            <>{original.name ?? missingName}</>
          ),
      },
      createMinutesColumn('estimate'),
      createMinutesColumn('logged'),
      createMinutesColumn('remaining'),
      {
        id: 'progress',
        header: t('estimates.progress'),
        width: 'minmax(160px, 1fr)',
        narrow: 'line',
        cell: ({ row: { original } }) =>
          original.estimate_minutes === null ? (
            t('estimates.noEstimate')
          ) : (
            <EstimateBar
              estimate_minutes={original.estimate_minutes}
              logged_minutes={original.logged_minutes}
            />
          ),
      },
    ];
  }, [t, grouping]);
}

function EstimateTotalsText({ totals }: { totals: EstimateTotals }) {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const { over_minutes: over, unestimated_minutes: unestimated } = totals;
  return (
    <Box sx={{ typography: 'body2' }}>
      {t('estimates.totals', {
        logged: formatMinutes(totals.logged_minutes),
        estimate: formatMinutes(totals.estimate_minutes),
        remaining: formatMinutes(totals.remaining_minutes),
      })}{' '}
      {over > 0 && (
        <Box component="span" sx={{ color: 'error.main' }}>
          {t('estimates.over', { over: formatMinutes(over) })}
        </Box>
      )}{' '}
      {unestimated > 0 &&
        t('estimates.unestimated', { minutes: formatMinutes(unestimated) })}
    </Box>
  );
}

const parameters = ['by'] as const;

const getRowId = ({ work_item_id, cycle_id, module_id }: Estimate) =>
  work_item_id ?? cycle_id ?? module_id ?? '';

export function EstimatesView(props: { scope: ProjectScope }) {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const { workspace, project } = props.scope;
  const [state, setState] = useUrlState(parameters);
  const grouping = estimateGrouping.safeParse(state.by).data ?? 'work_item';
  const params = { slug: workspace.slug, pid: project.id };
  const list = useEndpointPages(endpoints.listEstimates, {
    params,
    query: { by: grouping },
  });
  // The totals cover all estimates regardless of the limit, so one row suffices.
  const totalsQuery = useCallboardQuery(endpoints.listEstimates, {
    params,
    query: { by: 'work_item', limit: 1 },
  });
  const columns = useEstimateColumns(grouping);
  return (
    <Stack spacing={2}>
      <SelectField
        label={t('estimates.by')}
        value={grouping}
        options={estimateGrouping.options.map(value => ({
          value,
          label: t(`estimates.bys.${value}`),
        }))}
        onChange={by => setState({ by })}
        sx={{ alignSelf: 'flex-start', minWidth: 160 }}
      />
      {totalsQuery.data && (
        <EstimateTotalsText totals={totalsQuery.data.totals} />
      )}
      <QueryState
        query={list}
        loading={<LoadingState rows={8} rowHeight={40} />}
        accessGranters={{ workspace: workspace.slug, project: project.id }}
      >
        {({ items, total }) =>
          items.length > 0 ? (
            <WorkItemLinks
              ids={items.map(({ work_item_id = null }) => work_item_id)}
            >
              <DataTable
                label={t('estimates.label')}
                columns={columns}
                rows={items}
                rowId={getRowId}
                total={total}
                pages={list}
                isMain
              />
            </WorkItemLinks>
          ) : (
            <EmptyState title={t('estimates.none')}>
              {t('estimates.noneHint')}
            </EmptyState>
          )
        }
      </QueryState>
    </Stack>
  );
}
