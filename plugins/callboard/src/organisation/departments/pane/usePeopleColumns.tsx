import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { StaffMember } from '@callboard/plugin-callboard-common';
import type { DataTableColumn } from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import { StaffChip } from '../../staff/shared/StaffChip';
import { StatusLabel } from '../../staff/shared/StatusLabel';
import { useStaffLinks } from '../../staff/shared/useStaffLinks';
import { DepartmentLink } from '../DepartmentLink';
import { useDepartments } from '../DepartmentsContext';
import { callboardDepartmentsTranslationRef } from '../translation';

/** The columns of the people of a department. */
export function usePeopleColumns(
  withDepartment: boolean,
): DataTableColumn<StaffMember>[] {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { workspace, index } = useDepartments();
  const links = useStaffLinks(workspace.slug);
  return useMemo(() => {
    const columns: Array<DataTableColumn<StaffMember> | false> = [
      {
        id: 'person',
        header: t('people.person'),
        width: 'minmax(180px, 2fr)',
        narrow: 'line',
        cell: ({ row: { original } }) => (
          <StaffChip
            person={original}
            workspace={workspace.slug}
            href={links.person(original.id)}
            size={28}
          />
        ),
      },
      {
        id: 'position',
        header: t('people.position'),
        width: 'minmax(120px, 2fr)',
        cell: ({ row: { original } }) => original.position,
      },
      withDepartment && {
        id: 'department',
        header: t('people.department'),
        width: 'minmax(120px, 2fr)',
        cell: ({ row: { original } }) => {
          const entry = index.entries.get(original.department_id ?? '');
          return (
            entry && (
              <DepartmentLink id={entry.node.id} name={entry.node.name} />
            )
          );
        },
      },
      {
        id: 'status',
        header: t('people.status'),
        width: '120px',
        cell: ({ row: { original } }) => (
          <StatusLabel status={original.employment_status} />
        ),
      },
    ];
    return columns.filter(column => column !== false);
  }, [t, workspace.slug, withDepartment, index, links]);
}
