import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DepartmentNode } from '@callboard/plugin-callboard-common';
import {
  DataTable,
  formatCount,
  PersonChip,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import Box from '@mui/material/Box';
import { useMemo, type ReactNode } from 'react';
import { DepartmentLink } from '../DepartmentLabels';
import { useDepartments } from '../DepartmentsContext';
import { computeTreeStats, getMainDepartments } from '../useDepartmentTree';
import { callboardDepartmentsTranslationRef } from '../translation';

export function Detail(props: { name: string; children: ReactNode }) {
  return (
    <Box sx={{ minWidth: 0 }}>
      <Box
        component="dt"
        sx={{ typography: 'caption', color: 'text.secondary' }}
      >
        {props.name}
      </Box>
      <Box component="dd" sx={{ m: 0, overflowWrap: 'anywhere' }}>
        {props.children}
      </Box>
    </Box>
  );
}

/** A list of names and values in as many columns as fit. */
export function DetailList(props: { children: ReactNode }) {
  return (
    <Stack
      component="dl"
      direction="row"
      flexWrap="wrap"
      rowGap={1.5}
      columnGap={4}
      sx={{ m: 0, typography: 'body2', fontVariantNumeric: 'tabular-nums' }}
    >
      {props.children}
    </Stack>
  );
}

function useMainColumns(): DataTableColumn<DepartmentNode>[] {
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

/**
 * Statistics of all departments, and a table of the main departments. Shown while no department is
 * selected.
 */
export function DepartmentsSummary() {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { index, workspace } = useDepartments();
  const { departments, people, levels, withoutManager, inactive } =
    computeTreeStats(index.items);
  const columns = useMainColumns();
  const stats = [
    [t('tree.label'), departments],
    [t('facts.people'), people],
    [t('facts.levels'), levels],
    [t('facts.withoutManager'), withoutManager],
    [t('facts.inactive'), inactive],
  ] as const;
  return (
    <Stack spacing={2}>
      <div>
        <Typography variant="h5" component="h2" sx={{ m: 0 }}>
          {workspace.name}
        </Typography>
        <Typography variant="body2" color="text.secondary" sx={{ mt: 0.5 }}>
          {t('pane.choose')}
        </Typography>
      </div>
      <DetailList>
        {stats.map(([name, count]) => (
          <Detail key={name} name={name}>
            {formatCount(count)}
          </Detail>
        ))}
      </DetailList>
      <DataTable
        label={t('pane.main')}
        columns={columns}
        rows={[...getMainDepartments(index.items)]}
        rowHeight={48}
      />
    </Stack>
  );
}
