import { Link } from '@backstage/core-components';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Workspace } from '@callboard/plugin-callboard-common';
import {
  getWeekdayName,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { workspaceRouteRef } from '../routes';
import { callboardTranslationRef } from '../translation';
import { MemberCount } from './MemberCount';
import { useRights } from './useRights';

/** The columns of the list of workspaces. */
export function useWorkspaceColumns(): DataTableColumn<Workspace>[] {
  const { t } = useTranslationRef(callboardTranslationRef);
  const getHref = useRouteRef(workspaceRouteRef);
  const { isSuperAdmin, getRole } = useRights();
  return useMemo(() => {
    const columns: Array<DataTableColumn<Workspace> | false> = [
      {
        id: 'name',
        header: t('workspaces.name'),
        width: 'minmax(160px, 2fr)',
        narrow: 'line',
        cell: ({ row: { original } }) => (
          <Link to={getHref?.({ slug: original.slug }) ?? original.slug}>
            <Box
              component="span"
              sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}
            >
              {original.name}
            </Box>
          </Link>
        ),
      },
      {
        id: 'slug',
        header: t('workspaces.slug'),
        width: 'minmax(96px, 1fr)',
        cell: ({ row: { original } }) => (
          <Box
            component="code"
            sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}
          >
            {original.slug}
          </Box>
        ),
      },
      {
        id: 'timezone',
        header: t('workspaces.timezone'),
        width: 'minmax(120px, 1fr)',
        cell: ({ row: { original } }) => original.timezone.replace(/_/g, ' '),
      },
      {
        id: 'week_start',
        header: t('workspaces.weekStart'),
        width: '112px',
        narrow: 'hide',
        cell: ({ row: { original } }) => getWeekdayName(original.week_start),
      },
      // A super admin has the admin role in every workspace.
      !isSuperAdmin && {
        id: 'role',
        header: t('workspaces.role'),
        width: '96px',
        cell: ({ row: { original } }) => {
          const role = getRole(original.slug);
          return role && t(`role.${role}`);
        },
      },
      {
        id: 'members',
        header: t('workspaces.members'),
        width: '88px',
        align: 'end',
        narrow: 'hide',
        cell: ({ row: { original } }) => <MemberCount slug={original.slug} />,
      },
    ];
    return columns.filter(column => column !== false);
  }, [t, getHref, isSuperAdmin, getRole]);
}
