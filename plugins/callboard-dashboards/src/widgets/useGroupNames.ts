import {
  NO_VALUE,
  isDateAxis,
  type MetricQuery,
  type WidgetBars,
} from '@callboard/plugin-callboard-common';
import { useMemo } from 'react';
import { useAxisLabels } from './useAxisLabels';

/** Returns the groups of a widget with the same labels as bars. */
export function useGroupNames(
  query: MetricQuery | undefined,
  schema: WidgetBars['schema'],
): WidgetBars['schema'] {
  const axis = query?.group_by ?? null;
  const words = useAxisLabels(axis, isDateAxis(axis));
  return useMemo(
    () =>
      Object.fromEntries(
        Object.entries(schema).map(([field, name]) => [
          field,
          // For axes with their own labels, the API's name is the key itself.
          field === NO_VALUE ? name : words({ key: name, name }),
        ]),
      ),
    [schema, words],
  );
}
