import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatCount } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';
import { callboardDepartmentsTranslationRef } from './translation';

/** Formats the size of a move: "3 departments, 41 people". */
export function useSizeLabels(): (size: {
  departments: number;
  people: number;
}) => string {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  return useCallback(
    ({ departments, people }) =>
      [
        departments > 0 &&
          t('count.departments', {
            count: departments,
            formatted: formatCount(departments),
          }),
        t('count.people', { count: people, formatted: formatCount(people) }),
      ]
        .filter(Boolean)
        .join(', '),
    [t],
  );
}
