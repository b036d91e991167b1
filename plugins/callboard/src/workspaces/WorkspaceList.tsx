import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type Workspace,
  permissions,
} from '@callboard/plugin-callboard-common';
import {
  type DataTableColumn,
  EmptyState,
  formatCount,
  getWeekdayName,
  ListTable,
  renderThenFocus,
  Row,
  ShortcutsHelp,
  useCallboardQuery,
  useEndpointPages,
  useIsMounted,
  usePermissionAnswer,
} from '@callboard/plugin-callboard-react';
import AddIcon from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState, useMemo } from 'react';
import { useNavigate } from 'react-router-dom';
import { Link } from '@backstage/core-components';
import Skeleton from '@mui/material/Skeleton';
import { workspaceRouteRef } from '../routes';
import { callboardTranslationRef } from '../translation';
import { CreateWorkspaceDialog } from './CreateWorkspaceDialog';
import { reserveSpace, useRights } from '../shared/useRights';

/** The number of members of a workspace. Only visible rows request it. */
function MemberCount(props: { slug: string }) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { data, isPending } = useCallboardQuery(
    endpoints.listWorkspaceMembers,
    { params: { slug: props.slug }, query: { limit: 1 } },
  );
  if (isPending) {
    return <Skeleton width={24} sx={{ display: 'inline-block' }} />;
  }
  const total = data?.total;
  if (total === undefined) {
    return <>–</>;
  }
  const formatted = formatCount(total);
  return (
    <Box
      component="span"
      title={t('workspaces.memberCount', { count: total, formatted })}
      sx={{ fontVariantNumeric: 'tabular-nums' }}
    >
      {formatted}
    </Box>
  );
}

function useWorkspaceColumns(): DataTableColumn<Workspace>[] {
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
        width: '160px',
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

export function WorkspaceList() {
  const { t } = useTranslationRef(callboardTranslationRef);
  const list = useEndpointPages(endpoints.listWorkspaces, {});
  const columns = useWorkspaceColumns();
  const { isSuperAdmin, isKnown } = useRights();
  const isCreateAllowed = usePermissionAnswer(permissions.workspace.create);
  const canCreate = isSuperAdmin && isCreateAllowed;
  const navigate = useNavigate();
  const getHref = useRouteRef(workspaceRouteRef);
  const [isCreating, setCreating] = useState(false);
  const isMounted = useIsMounted();
  const openWorkspace = ({ slug }: Pick<Workspace, 'slug'>) =>
    navigate(getHref?.({ slug }) ?? slug);
  return (
    <Stack spacing={2}>
      <Row justifyContent="space-between" gap={2}>
        <Typography color="text.secondary" sx={{ flex: '1 1 240px' }}>
          {t('workspaces.intro')}
        </Typography>
        {(isSuperAdmin || !isKnown) && (
          <Button
            variant="contained"
            startIcon={<AddIcon />}
            sx={reserveSpace(isKnown ? isCreateAllowed : undefined)}
            onClick={() => setCreating(true)}
          >
            {t('workspaces.create')}
          </Button>
        )}
      </Row>
      <ListTable
        label={t('workspaces.label')}
        columns={columns}
        list={list}
        empty={
          <EmptyState title={t('workspaces.empty')}>
            {canCreate ? t('workspaces.emptyFirst') : t('workspaces.emptyHint')}
          </EmptyState>
        }
        onRowOpen={openWorkspace}
      />
      <ShortcutsHelp standardShortcuts={['move', 'open']} />
      {isCreating && (
        <CreateWorkspaceDialog
          onClose={() => setCreating(false)}
          onCreated={workspace =>
            isMounted.current && renderThenFocus(() => openWorkspace(workspace))
          }
        />
      )}
    </Stack>
  );
}
