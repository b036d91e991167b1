import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { type Dashboard, endpoints } from '@callboard/plugin-callboard-common';
import {
  formatFailure,
  oneLine,
  BadgeWithLabel,
  hasModifier,
  ListTable,
  PersonChip,
  RelativeTime,
  STACKED,
  visuallyHidden,
  type DataTableColumn,
  type DataTableGroup,
  type OwnWorkspace,
  type Pages,
  LoadingState,
  FormDialog,
  useEndpointMutation,
} from '@callboard/plugin-callboard-react';
import GroupsOutlinedIcon from '@mui/icons-material/GroupsOutlined';
import LockOutlinedIcon from '@mui/icons-material/LockOutlined';
import StarIcon from '@mui/icons-material/Star';
import StarBorderIcon from '@mui/icons-material/StarBorder';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import IconButton from '@mui/material/IconButton';
import {
  Suspense,
  useCallback,
  useMemo,
  useState,
  type ReactNode,
} from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { refreshDashboards } from '../data/dashboards';
import {
  useCanToggleFavourite,
  useToggleFavourite,
} from '../data/useToggleFavourite';
import { LazyDashboardSettingsDialog } from '../settings/lazyDashboardSettingsDialog';
import { DashboardMenu, useDashboardRights } from './DashboardMenu';
import { buildDashboardHref, useDashboardActions } from './useDashboardActions';
import { callboardDashboardsListTranslationRef } from './listTranslation';

function DashboardName(props: {
  dashboard: Dashboard;
  workspace: OwnWorkspace;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { dashboard, workspace } = props;
  const { id, name, description, is_default } = dashboard;
  return (
    <Box
      sx={{
        minWidth: 0,
        maxWidth: '100%',
        py: 0.5,
        // The width of the row without the star and the menu.
        [STACKED]: { width: 'calc(100cqw - 88px)', py: 0 },
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Box component="span" title={name} sx={oneLine}>
          <Link
            to={buildDashboardHref(id, workspace.slug)}
            style={{ fontWeight: 600 }}
          >
            {name}
          </Link>
        </Box>
        {is_default && (
          <Chip
            size="small"
            variant="outlined"
            label={t('default')}
            title={t('defaultHint', { workspace: workspace.name })}
            sx={{ m: 0, flexShrink: 0 }}
          />
        )}
      </Box>
      {description && (
        <Box
          title={description}
          sx={{ ...oneLine, color: 'text.secondary', typography: 'caption' }}
        >
          {description}
        </Box>
      )}
    </Box>
  );
}

function FavouriteButton(props: {
  dashboard: Pick<Dashboard, 'name' | 'is_favourite'>;
  onToggle: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { name, is_favourite } = props.dashboard;
  const label = t(is_favourite ? 'unstar' : 'star', { name });
  const Icon = is_favourite ? StarIcon : StarBorderIcon;
  return (
    <IconButton
      size="small"
      aria-label={label}
      title={label}
      onClick={props.onToggle}
      sx={{ color: is_favourite ? 'warning.main' : 'text.secondary' }}
    >
      <Icon fontSize="small" />
    </IconButton>
  );
}

const accessIcons = {
  private: <LockOutlinedIcon fontSize="inherit" />,
  shared: <GroupsOutlinedIcon fontSize="inherit" />,
};

const renderVisuallyHidden = (heading: string) => (
  <Box component="span" sx={visuallyHidden}>
    {heading}
  </Box>
);

/** Returns the columns. The functions must be the same in every render. */
function useDashboardColumns(
  workspace: OwnWorkspace,
  canToggle: (dashboard: Dashboard) => boolean,
  onToggle: (dashboard: Dashboard) => void,
  renderMenu: (dashboard: Dashboard) => ReactNode,
): DataTableColumn<Dashboard>[] {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  return useMemo<DataTableColumn<Dashboard>[]>(
    () => [
      {
        id: 'favourite',
        header: () => renderVisuallyHidden(t('column.favourite')),
        width: '32px',
        cell: ({ row: { original } }) =>
          canToggle(original) && (
            <FavouriteButton
              dashboard={original}
              onToggle={() => onToggle(original)}
            />
          ),
      },
      {
        id: 'name',
        header: t('column.name'),
        width: 'minmax(200px, 3fr)',
        cell: ({ row: { original } }) => (
          <DashboardName dashboard={original} workspace={workspace} />
        ),
      },
      {
        id: 'owner',
        header: t('column.owner'),
        width: 'minmax(136px, 1.2fr)',
        cell: ({ row: { original } }) => (
          <PersonChip
            userRef={original.owner_ref}
            name={original.owner_name}
            workspace={workspace.slug}
            size={20}
          />
        ),
      },
      {
        id: 'access',
        header: t('column.access'),
        width: '112px',
        cell: ({ row: { original } }) => (
          <BadgeWithLabel
            icon={accessIcons[original.access]}
            label={t(`access.${original.access}`)}
          />
        ),
      },
      {
        id: 'updated',
        header: t('column.updated'),
        width: '112px',
        hideBelow: 860,
        narrow: 'hide',
        cell: ({ row: { original } }) => (
          <RelativeTime instant={original.updated_at} />
        ),
      },
      {
        id: 'actions',
        header: () => renderVisuallyHidden(t('column.actions')),
        width: '32px',
        narrow: 'end',
        cell: ({ row: { original } }) => renderMenu(original),
      },
    ],
    [t, workspace, canToggle, onToggle, renderMenu],
  );
}

function DeleteDashboardDialog(props: {
  workspace: OwnWorkspace;
  dashboard: Dashboard;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { workspace, dashboard, onClose } = props;
  const { id, name, access, is_default } = dashboard;
  const queries = useQueryClient();
  const deletion = useEndpointMutation(endpoints.deleteDashboard, {
    toRequest: () => ({ params: { slug: workspace.slug, id } }),
    toSuccessTitle: () => t('did.delete', { name }),
    onSuccess: onClose,
    onSettled: () => refreshDashboards(queries),
  });
  return (
    <FormDialog
      title={t('delete.title', { name })}
      hint={t(`delete.${is_default ? 'default' : access}`, {
        workspace: workspace.name,
      })}
      failure={formatFailure(deletion.error, t('delete.failed'))}
      submitLabel={t('delete.submit')}
      submitColor="error"
      isBusy={deletion.isPending}
      isReady
      onSubmit={() => deletion.mutate()}
      onClose={onClose}
    />
  );
}

const dashboardsSkeleton = <LoadingState rows={6} rowHeight={48} />;

const ROW_HEIGHT_PX = 56;

export function DashboardTable(props: {
  workspace: OwnWorkspace;
  list: Pages<Dashboard>;
  /** Whether favourites have their own heading. */
  isGrouped: boolean;
  emptyState: ReactNode;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { workspace, list, isGrouped } = props;
  const getRights = useDashboardRights(workspace);
  const actions = useDashboardActions(workspace);
  const canToggleFavourite = useCanToggleFavourite(workspace.slug);
  const toggleFavourite = useToggleFavourite(workspace.slug);
  const [dashboardToEdit, setDashboardToEdit] = useState<Dashboard>();
  const [dashboardToDelete, setDashboardToDelete] = useState<Dashboard>();
  const renderMenu = useCallback(
    (dashboard: Dashboard) => (
      <DashboardMenu
        dashboard={dashboard}
        rights={getRights(dashboard)}
        actions={actions}
        onEdit={setDashboardToEdit}
        onDelete={setDashboardToDelete}
      />
    ),
    [actions, getRights],
  );
  const columns = useDashboardColumns(
    workspace,
    canToggleFavourite,
    toggleFavourite,
    renderMenu,
  );
  const getGroup = useMemo(
    () =>
      ({ is_favourite }: Dashboard): DataTableGroup => ({
        key: is_favourite ? 'favourites' : 'others',
        label: t(is_favourite ? 'groupFavourites' : 'groupOthers'),
        note: '',
      }),
    [t],
  );
  return (
    <>
      <ListTable
        label={t('label')}
        columns={columns}
        list={list}
        loading={dashboardsSkeleton}
        accessGranters={{ workspace: workspace.slug }}
        // A stale response belongs to the previous query. The new list is possibly not empty.
        empty={list.isStale ? dashboardsSkeleton : props.emptyState}
        getGroup={isGrouped ? getGroup : undefined}
        rowHeight={ROW_HEIGHT_PX}
        onRowOpen={actions.open}
        onRowKeyDown={(event, dashboard) => {
          if (event.key === 's' && !hasModifier(event)) {
            event.preventDefault();
            if (canToggleFavourite(dashboard)) {
              toggleFavourite(dashboard);
            }
          }
        }}
        isMain
      />
      {dashboardToEdit && (
        <Suspense fallback={null}>
          <LazyDashboardSettingsDialog
            workspace={workspace}
            dashboard={dashboardToEdit}
            onClose={() => setDashboardToEdit(undefined)}
          />
        </Suspense>
      )}
      {dashboardToDelete && (
        <DeleteDashboardDialog
          workspace={workspace}
          dashboard={dashboardToDelete}
          onClose={() => setDashboardToDelete(undefined)}
        />
      )}
    </>
  );
}
