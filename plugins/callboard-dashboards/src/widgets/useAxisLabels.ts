import {
  formatAxisLabel,
  type NumberAxisName,
  type NumberBar,
} from '@callboard/plugin-callboard-common';
import {
  browserFormats,
  useActionLabels,
  useEntityTypeLabels,
} from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';

/** Returns a formatter for the values of an axis: dates, actions and resource types. */
export function useAxisLabels(
  axis: NumberAxisName | null,
  isDate: boolean,
): (bar: Pick<NumberBar, 'key' | 'name'>) => string {
  const action = useActionLabels();
  const entityType = useEntityTypeLabels();
  return useCallback(
    bar =>
      formatAxisLabel(bar, {
        axis,
        isDate,
        formats: browserFormats,
        action,
        entityType,
      }),
    [axis, isDate, action, entityType],
  );
}
