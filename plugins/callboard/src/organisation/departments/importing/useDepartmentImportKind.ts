import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import { useMemo } from 'react';
import type { ImportKind } from '@callboard/plugin-callboard-react';
import { callboardDepartmentsTranslationRef } from '../translation';

/** The import of departments. */
export function useDepartmentImportKind(): ImportKind {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  return useMemo(
    () => ({
      endpoint: endpoints.importDepartments,
      maxRows: 1_000,
      fileName: 'departments',
      columns: [
        { name: 'name', hint: t('import.name'), isRequired: true },
        { name: 'code', hint: t('import.code') },
        { name: 'parent_code', hint: t('import.parent_code') },
        { name: 'short_name', hint: t('import.short_name') },
        { name: 'dept_code', hint: t('import.dept_code') },
        { name: 'dept_type', hint: t('import.dept_type') },
        { name: 'description', hint: t('import.description') },
        { name: 'manager_ref', hint: t('import.manager_ref') },
        { name: 'sort_order', hint: t('import.sort_order') },
        { name: 'is_active', hint: t('import.is_active') },
      ],
    }),
    [t],
  );
}
