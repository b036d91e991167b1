import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DepartmentNode } from '@callboard/plugin-callboard-common';
import {
  formatCount,
  PersonChip,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { DepartmentLink } from '../DepartmentLink';
import { useDepartments } from '../DepartmentsContext';
import { callboardDepartmentsTranslationRef } from '../translation';

/** The columns of the main departments. */
export function useMainColumns(): DataTableColumn<DepartmentNode>[] {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { index, workspace } = useDepartments();
  return useMemo(
    () => [
      {
        id: 'department',
        header: t('people.department'),
        width: 'minmax(160px, 2fr)',
        narrow: 'line',
        cell: ({ row: { original } }) => (
          <DepartmentLink id={original.id} name={original.name} />
        ),
      },
      {
        id: 'manager',
        header: t('field.manager'),
        width: 'minmax(160px, 2fr)',
        cell: ({ row: { original } }) =>
          original.manager_ref ? (
            <PersonChip
              userRef={original.manager_ref}
              name={original.manager_name}
              workspace={workspace.slug}
            />
          ) : (
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {t('facts.noManager')}
            </Box>
          ),
      },
      {
        id: 'descendants',
        header: t('facts.descendants'),
        width: '120px',
        align: 'end',
        cell: ({ row: { original } }) =>
          formatCount(index.entries.get(original.id)?.descendantCount ?? 0),
      },
      {
        id: 'people',
        header: t('facts.people'),
        width: '96px',
        align: 'end',
        cell: ({ row: { original } }) =>
          formatCount(original.staff_count_recursive),
      },
    ],
    [t, index, workspace],
  );
}
