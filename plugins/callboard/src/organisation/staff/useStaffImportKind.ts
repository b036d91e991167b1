import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import { useMemo } from 'react';
import type { ImportKind } from '@callboard/plugin-callboard-react';
import { callboardStaffImportTranslationRef } from './staffImportTranslation';

/** The import of people. */
export function useStaffImportKind(): ImportKind {
  const { t } = useTranslationRef(callboardStaffImportTranslationRef);
  return useMemo(
    () => ({
      endpoint: endpoints.importStaff,
      maxRows: 5_000,
      fileName: 'people',
      columns: [
        { name: 'staff_id', hint: t('staff_id'), isRequired: true },
        { name: 'first_name', hint: t('first_name') },
        { name: 'last_name', hint: t('last_name') },
        { name: 'email', hint: t('email') },
        { name: 'department_code', hint: t('department_code') },
        { name: 'position', hint: t('position') },
        { name: 'job_grade', hint: t('job_grade') },
        { name: 'phone', hint: t('phone') },
        { name: 'date_of_joining', hint: t('date') },
        { name: 'date_of_leaving', hint: t('date') },
        { name: 'employment_status', hint: t('employment_status') },
        {
          name: 'is_department_manager',
          hint: t('is_department_manager'),
        },
        { name: 'notes', hint: t('notes') },
      ],
    }),
    [t],
  );
}
