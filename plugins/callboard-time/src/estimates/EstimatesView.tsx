import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  estimateGrouping,
  type Estimate,
} from '@callboard/plugin-callboard-common';
import {
  DataTable,
  EmptyState,
  LoadingState,
  QueryState,
  ResourcesProvider,
  useCallboardQuery,
  useEndpointPages,
  useUrlState,
} from '@callboard/plugin-callboard-react';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useId, useMemo } from 'react';
import { callboardTimeEntityTranslationRef } from '../entity/entityTimeTranslation';
import type { TimeProject } from '../entity/TimeProject';
import { EstimateSums } from './EstimateSums';
import { useEstimateColumns } from './useEstimateColumns';

const parameters = ['by'] as const;

const getRowId = ({ work_item_id, cycle_id, module_id }: Estimate) =>
  work_item_id ?? cycle_id ?? module_id ?? '';

/** Estimated and logged time of a project, by work item, cycle or module. */
export function EstimatesView(props: { project: TimeProject }) {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const id = useId();
  const { workspace, project } = props.project;
  const [state, setState] = useUrlState(parameters);
  const grouping = estimateGrouping.safeParse(state.by).data ?? 'work_item';
  const params = { slug: workspace.slug, pid: project.id };
  const list = useEndpointPages(endpoints.listEstimates, {
    params,
    query: { by: grouping },
  });
  // Totals cover all estimates, however many rows are loaded.
  const sums = useCallboardQuery(endpoints.listEstimates, {
    params,
    query: { by: 'work_item', limit: 1 },
  });
  const columns = useEstimateColumns(grouping);
  const items = list.data?.items;
  const mentions = useMemo(
    () =>
      (items ?? []).map(({ work_item_id = null }) => ({
        entity_type: 'work_item',
        entity_id: work_item_id,
      })),
    [items],
  );
  return (
    <Stack spacing={2}>
      <TextField
        select
        size="small"
        id={id}
        label={t('estimates.by')}
        value={grouping}
        onChange={event => setState({ by: event.target.value })}
        sx={{ alignSelf: 'flex-start', minWidth: 160 }}
      >
        {estimateGrouping.options.map(each => (
          <MenuItem key={each} value={each}>
            {t(`estimates.bys.${each}`)}
          </MenuItem>
        ))}
      </TextField>
      {sums.data && <EstimateSums totals={sums.data.totals} />}
      <QueryState
        query={list}
        loading={<LoadingState rows={8} rowHeight={40} />}
        givers={{ workspace: workspace.slug, project: project.id }}
      >
        {loaded =>
          loaded.items.length > 0 ? (
            <ResourcesProvider rows={mentions}>
              <DataTable
                label={t('estimates.label')}
                columns={columns}
                rows={loaded.items}
                rowId={getRowId}
                total={loaded.total}
                pages={list}
                isMain
              />
            </ResourcesProvider>
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
