import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  dataInventory,
  humanize,
  type DataArea,
  type DataTable,
} from '@callboard/plugin-callboard-common';
import { useMemo } from 'react';
import { callboardDataTranslationRef } from './dataTranslation';

const areas = Object.keys(dataInventory) as DataArea[];

const findArea = (table: string) =>
  areas.find(area =>
    (dataInventory[area] as readonly string[]).includes(table),
  );

/** The number of an area's rows under one label. @public */
export interface LabelledCount {
  label: string;
  rows: number;
}

/** Returns translated labels for Callboard's tables. @public */
export function useDataLabels(): {
  labelArea: (area: string) => string;
  labelTable: (table: string) => string;
  /** Converts counts by table to counts by label, grouped by area. */
  groupCounts: (
    counts: readonly { table: string; rows: number }[],
  ) => { area: string; counts: LabelledCount[] }[];
} {
  const { t } = useTranslationRef(callboardDataTranslationRef);
  return useMemo(() => {
    // A newer backend may have tables without a label in this version.
    const labelArea = (area: string) =>
      area in dataInventory ? t(`area.${area as DataArea}`) : humanize(area);
    const labelTable = (table: string) =>
      findArea(table) ? t(`table.${table as DataTable}`) : humanize(table);
    return {
      labelArea,
      labelTable,
      groupCounts: counts => {
        const groups = new Map<string, Map<string, number>>();
        for (const { table, rows } of counts) {
          const area = labelArea(findArea(table) ?? table);
          const label = labelTable(table);
          const group = groups.get(area) ?? new Map<string, number>();
          groups.set(area, group.set(label, (group.get(label) ?? 0) + rows));
        }
        return [...groups].map(([area, group]) => ({
          area,
          counts: [...group].map(([label, rows]) => ({ label, rows })),
        }));
      },
    };
  }, [t]);
}
