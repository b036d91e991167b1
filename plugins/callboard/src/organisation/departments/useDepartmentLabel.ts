import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DepartmentNode } from '@callboard/plugin-callboard-common';
import { formatCount } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';
import { callboardDepartmentsTranslationRef } from './translation';

/** The accessible name of a department in the tree or chart. */
export function useDepartmentLabel(): (node: DepartmentNode) => string {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  return useCallback(
    ({ name, is_active, manager_name, staff_count_recursive: count }) =>
      [
        name,
        manager_name && t('label.manager', { name: manager_name }),
        t('count.people', { count, formatted: formatCount(count) }),
        !is_active && t('inactive'),
      ]
        .filter(Boolean)
        .join(', '),
    [t],
  );
}
