import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Estimate,
  EstimateGrouping,
} from '@callboard/plugin-callboard-common';
import {
  DurationText,
  EntityLink,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { callboardTimeEntityTranslationRef } from '../entity/entityTimeTranslation';
import { EstimateBar } from './EstimateBar';

/** The columns of a list of estimates. */
export function useEstimateColumns(
  grouping: EstimateGrouping,
): DataTableColumn<Estimate>[] {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  return useMemo(() => {
    const without = t(
      grouping === 'cycle' ? 'estimates.noCycle' : 'estimates.noModule',
    );
    const createMinutesColumn = (
      name: 'estimate' | 'logged' | 'remaining',
    ): DataTableColumn<Estimate> => ({
      id: name,
      header: t(`estimates.${name}`),
      width: '112px',
      align: 'end',
      // Stacked rows show the logged time before the bar; the bar shows the other values.
      narrow: name === 'logged' ? 'inline' : 'hide',
      cell: ({ row }) => {
        const value = row.original[`${name}_minutes`];
        // Without an estimate, no time can remain.
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
            <>{original.name ?? without}</>
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
