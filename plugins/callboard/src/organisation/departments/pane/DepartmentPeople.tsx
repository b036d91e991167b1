import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type StaffMember,
} from '@callboard/plugin-callboard-common';
import {
  SwitchField,
  ListTable,
  EmptyState,
  LoadingState,
  useEndpointPages,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useState, useMemo } from 'react';
import { StaffChip, StatusLabel } from '../../staff/StaffLabels';
import { useStaffLinks } from '../../staff/useStaffLinks';
import { DepartmentLink, switchLabelStyle } from '../DepartmentLabels';
import { useDepartments } from '../DepartmentsContext';
import type { DepartmentEntry } from '../useDepartmentTree';
import { callboardDepartmentsTranslationRef } from '../translation';

function usePeopleColumns(
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
            href={links.getPersonLink(original.id)}
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

function PeopleTable(props: {
  entry: DepartmentEntry;
  includesDescendants: boolean;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { slug } = useDepartments().workspace;
  const { node } = props.entry;
  const list = useEndpointPages(endpoints.listDepartmentStaff, {
    params: { slug, id: node.id },
    query: props.includesDescendants ? { recursive: true } : {},
  });
  const columns = usePeopleColumns(props.includesDescendants);
  return (
    <Box sx={{ opacity: list.isStale ? 0.6 : 1 }}>
      <ListTable
        label={t('people.label', { name: node.name })}
        columns={columns}
        list={list}
        loading={<LoadingState rows={6} rowHeight={40} />}
        empty={
          <EmptyState title={t('people.empty')}>
            {node.staff_count_recursive > 0
              ? t('people.descendantsNotEmpty')
              : t('people.emptyHint')}
          </EmptyState>
        }
      />
    </Box>
  );
}

export function DepartmentPeople(props: { entry: DepartmentEntry }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const [includesDescendants, setIncludesDescendants] = useState(false);
  const hasChildren = props.entry.node.children.length > 0;
  return (
    <Stack spacing={1}>
      {hasChildren && (
        <div>
          <SwitchField
            label={t('people.recursive')}
            checked={includesDescendants}
            onChange={setIncludesDescendants}
            sx={switchLabelStyle}
          />
        </div>
      )}
      <PeopleTable
        entry={props.entry}
        includesDescendants={hasChildren && includesDescendants}
      />
    </Stack>
  );
}
