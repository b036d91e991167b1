import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { StaffMember } from '@callboard/plugin-callboard-common';
import {
  formatCalendarDate,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useMemo, type ReactNode } from 'react';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { formatPath } from '../shared/pathText';
import { StaffChip } from '../shared/StaffChip';
import { StatusLabel } from '../shared/StatusLabel';
import { useDepartmentEntries } from '../shared/useDepartmentEntries';
import { useStaffLinks } from '../shared/useStaffLinks';

function OneLine(props: { title?: string; children: ReactNode }) {
  return (
    <Box
      component="span"
      title={props.title}
      sx={{
        display: 'block',
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        whiteSpace: 'nowrap',
      }}
    >
      {props.children}
    </Box>
  );
}

/** Tables narrower than this, in px, omit joining dates. */
const ROOM_FOR_DATES = 900;

/** The columns of the directory. */
export function useStaffColumns(
  workspace: string,
): DataTableColumn<StaffMember>[] {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const links = useStaffLinks(workspace);
  const departments = useDepartmentEntries(workspace);
  return useMemo(
    () => [
      {
        id: 'person',
        header: t('field.person'),
        width: 'minmax(180px, 3fr)',
        narrow: 'line',
        orderBy: 'name',
        cell: ({ row: { original } }) => (
          <StaffChip
            person={original}
            workspace={workspace}
            href={links.person(original.id)}
          />
        ),
      },
      {
        id: 'staff_id',
        header: t('field.staff_id'),
        width: 'minmax(80px, 1fr)',
        orderBy: 'staff_id',
        cell: ({ row: { original } }) => (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {original.staff_id}
          </Box>
        ),
      },
      {
        id: 'position',
        header: t('field.position'),
        width: 'minmax(120px, 2fr)',
        orderBy: 'position',
        cell: ({ row: { original } }) =>
          original.position && (
            <OneLine title={original.position}>{original.position}</OneLine>
          ),
      },
      {
        id: 'department',
        header: t('field.department_id'),
        width: 'minmax(120px, 2fr)',
        cell: ({ row: { original } }) => {
          const department = departments.get(original.department_id ?? '');
          return (
            department && (
              <OneLine title={formatPath(department)}>
                <Link to={links.department(department.node.id)} color="inherit">
                  {department.node.name}
                </Link>
              </OneLine>
            )
          );
        },
      },
      {
        id: 'status',
        header: t('field.employment_status'),
        width: '120px',
        cell: ({ row: { original } }) => (
          <StatusLabel status={original.employment_status} />
        ),
      },
      {
        id: 'joined',
        header: t('field.date_of_joining'),
        width: '104px',
        align: 'end',
        narrow: 'hide',
        leftOutBelow: ROOM_FOR_DATES,
        orderBy: 'date_of_joining',
        cell: ({ row: { original } }) =>
          original.date_of_joining && (
            <Box
              component="time"
              dateTime={original.date_of_joining}
              sx={{ fontVariantNumeric: 'tabular-nums' }}
            >
              {formatCalendarDate(original.date_of_joining)}
            </Box>
          ),
      },
    ],
    [t, workspace, links, departments],
  );
}
