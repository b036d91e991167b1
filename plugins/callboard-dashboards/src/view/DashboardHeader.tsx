import { Link } from '@backstage/core-components';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type Dashboard,
  type DashboardConfig,
} from '@callboard/plugin-callboard-common';
import {
  TooltipIconButton,
  oneLine,
  FollowButton,
  getQueryKey,
  toIfMatchHeader,
  useAttempt,
  useCallboardClient,
  useCopyLink,
  useMe,
  useShortcut,
  useToast,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import EditOutlinedIcon from '@mui/icons-material/EditOutlined';
import FilterListIcon from '@mui/icons-material/FilterList';
import FlagOutlinedIcon from '@mui/icons-material/FlagOutlined';
import FullscreenIcon from '@mui/icons-material/Fullscreen';
import LinkIcon from '@mui/icons-material/Link';
import LockOutlinedIcon from '@mui/icons-material/LockOutlined';
import SettingsOutlinedIcon from '@mui/icons-material/SettingsOutlined';
import StarIcon from '@mui/icons-material/Star';
import StarBorderIcon from '@mui/icons-material/StarBorder';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import type SvgIcon from '@mui/material/SvgIcon';
import Tooltip from '@mui/material/Tooltip';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { refreshDashboards } from '../data/dashboards';
import {
  useCanToggleFavourite,
  useToggleFavourite,
} from '../data/useToggleFavourite';
import { useResourceNames } from '../edit/filters/useResourceNames';
import { ExportMenu } from '../files/ExportMenu';
import type { DashboardRights } from '../list/DashboardMenu';
import { dashboardsRouteRef } from '../routes';
import { LazyDashboardSettingsDialog } from '../settings/lazyDashboardSettingsDialog';
import { openParameters, type DashboardUrl } from './useDashboardUrl';
import { callboardDashboardsViewTranslationRef } from './viewTranslation';

const MAX_NAMES = 3;

const listFormat = new Intl.ListFormat(undefined, { type: 'conjunction' });

function FilterSummary(props: { config: DashboardConfig }) {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  const { project_ids = [], department_ids = [], filters = {} } = props.config;
  const projectIds = project_ids.slice(0, MAX_NAMES);
  const departmentIds = department_ids.slice(0, MAX_NAMES - projectIds.length);
  const projects = useResourceNames('project', projectIds);
  const departments = useResourceNames('department', departmentIds);
  const hiddenCount = project_ids.length + department_ids.length - MAX_NAMES;
  const names = [
    ...projectIds.map(projects.getValueName),
    ...departmentIds.map(id =>
      id === null ? t('scope.noDepartment') : departments.getValueName(id),
    ),
    ...(hiddenCount > 0 ? [t('scope.more', { count: hiddenCount })] : []),
  ];
  const otherFilterCount = Object.keys(filters).filter(
    name => name !== 'project_ids' && name !== 'department_ids',
  ).length;
  const parts = [
    ...(names.length > 0
      ? [t('scope.only', { names: listFormat.format(names) })]
      : []),
    ...(otherFilterCount > 0
      ? [t('scope.filters', { count: otherFilterCount })]
      : []),
  ];
  return parts.length > 0 ? (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 0.5,
        typography: 'body2',
        color: 'text.secondary',
        overflowWrap: 'anywhere',
      }}
    >
      <FilterListIcon aria-hidden sx={{ fontSize: 16, flexShrink: 0 }} />
      {parts.join(' · ')}
    </Box>
  ) : null;
}

function TitleIcon(props: { Icon: typeof SvgIcon; text: string }) {
  const { Icon, text } = props;
  return (
    <Tooltip title={text}>
      <Icon
        titleAccess={text}
        sx={{ fontSize: 18, color: 'text.secondary', flexShrink: 0 }}
      />
    </Tooltip>
  );
}

function DashboardTitle(props: {
  workspace: OwnWorkspace;
  dashboard: Dashboard;
}) {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  const { workspace, dashboard } = props;
  const { name, description, is_favourite, access, is_default } = dashboard;
  const { owner_ref, owner_name } = dashboard;
  const me = useMe().data;
  const canToggleFavourite = useCanToggleFavourite(workspace.slug);
  const toggleFavourite = useToggleFavourite(workspace.slug);
  const getListHref = useRouteRef(dashboardsRouteRef);
  return (
    <Box sx={{ minWidth: 0, flex: '1 1 240px' }}>
      {getListHref && (
        <Link
          to={`${getListHref()}?workspace=${workspace.slug}`}
          style={{ fontSize: '0.8125rem' }}
        >
          {t('back')}
        </Link>
      )}
      <Box sx={{ display: 'flex', alignItems: 'center', minWidth: 0 }}>
        <Box
          component="h2"
          title={name}
          sx={{
            m: 0,
            typography: 'h6',
            fontWeight: 600,
            ...oneLine,
          }}
        >
          {name}
        </Box>
        {canToggleFavourite(dashboard) && (
          <IconButton
            size="small"
            aria-label={is_favourite ? t('unfavour') : t('favour')}
            aria-pressed={is_favourite}
            onClick={() => toggleFavourite(dashboard)}
          >
            {is_favourite ? (
              <StarIcon fontSize="small" color="warning" />
            ) : (
              <StarBorderIcon fontSize="small" />
            )}
          </IconButton>
        )}
        {access === 'private' && (
          <TitleIcon Icon={LockOutlinedIcon} text={t('isPrivate')} />
        )}
        {is_default && (
          <TitleIcon
            Icon={FlagOutlinedIcon}
            text={t('isDefault', { workspace: workspace.name })}
          />
        )}
      </Box>
      {owner_ref !== me?.user_ref && (
        <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
          {t('owner', { owner: owner_name })}
        </Box>
      )}
      {description && (
        <Box
          sx={{
            typography: 'body2',
            color: 'text.secondary',
            maxWidth: '72ch',
            overflowWrap: 'anywhere',
          }}
        >
          {description}
        </Box>
      )}
      <FilterSummary config={dashboard.config} />
    </Box>
  );
}

/** Returns the link to share the dashboard: the page's URL without the mode and open drawers. */
function getShareUrl({ slug }: OwnWorkspace): string {
  const url = new URL(window.location.href);
  openParameters.forEach(name => url.searchParams.delete(name));
  url.searchParams.set('workspace', slug);
  return url.toString();
}

/** Copies the link of a shared dashboard, or offers to share a private one first. */
function useShare(
  workspace: OwnWorkspace,
  dashboard: Dashboard,
): () => Promise<void> {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  const copy = useCopyLink();
  const notify = useToast();
  const attempt = useAttempt();
  const client = useCallboardClient();
  const queries = useQueryClient();
  const share = () =>
    attempt(async () => {
      const params = { slug: workspace.slug, id: dashboard.id };
      const shared = await client.call(endpoints.updateDashboard, {
        params,
        body: { access: 'shared' },
        headers: toIfMatchHeader(dashboard),
      });
      queries.setQueryData(
        getQueryKey(endpoints.getDashboard, { params }),
        shared,
      );
      void refreshDashboards(queries);
      await copy(getShareUrl(workspace));
    });
  return async () => {
    if (dashboard.access === 'shared') {
      await copy(getShareUrl(workspace));
      return;
    }
    notify({
      status: 'info',
      title: t('shareNote'),
      description: t('shareHint', { workspace: workspace.name }),
      actions: [{ label: t('shareNow'), onClick: share }],
    });
  };
}

// The dialog is loaded on demand, because it is rarely opened.
const SchedulesDialog = lazy(() =>
  import('../schedules/SchedulesDialog').then(m => ({
    default: m.SchedulesDialog,
  })),
);

interface DashboardHeaderProps {
  workspace: OwnWorkspace;
  dashboard: Dashboard;
  url: DashboardUrl;
  rights: DashboardRights;
}

function DashboardButtons(props: DashboardHeaderProps) {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  const { workspace, dashboard, url } = props;
  const { canChange, canSchedule } = props.rights;
  const canEdit = canChange && url.mode !== 'edit';
  const share = useShare(workspace, dashboard);
  const [openDialog, setOpenDialog] = useState<'schedules' | 'settings'>();
  const close = () => setOpenDialog(undefined);
  const editButton = useRef<HTMLButtonElement>(null);
  const lastMode = useRef(url.mode);
  useEffect(() => {
    if (lastMode.current === 'edit' && url.mode === 'view') {
      // The editing toolbar, which had the focus, has unmounted.
      editButton.current?.focus();
    }
    lastMode.current = url.mode;
  }, [url.mode]);
  useShortcut('f', () => url.setMode('wall'));
  useShortcut('e', () => canEdit && url.setMode('edit'));
  return (
    <Box
      sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 0.5 }}
    >
      <FollowButton
        followed={{ slug: workspace.slug, dashboard: dashboard.id }}
      />
      {(dashboard.access === 'shared' || canChange) && (
        <TooltipIconButton
          size="medium"
          label={t('share')}
          icon={<LinkIcon />}
          onClick={share}
        />
      )}
      <TooltipIconButton
        size="medium"
        label={t('wall')}
        tooltip={`${t('wall')} (F)`}
        icon={<FullscreenIcon />}
        onClick={() => url.setMode('wall')}
      />
      <ExportMenu
        workspace={workspace}
        dashboard={dashboard}
        viewerFilters={url.viewerFilters}
        onOpenSchedules={
          canSchedule ? () => setOpenDialog('schedules') : undefined
        }
      />
      {canChange && (
        <TooltipIconButton
          size="medium"
          label={t('settings')}
          icon={<SettingsOutlinedIcon />}
          aria-haspopup="dialog"
          onClick={() => setOpenDialog('settings')}
        />
      )}
      {canEdit && (
        <Button
          ref={editButton}
          variant="outlined"
          startIcon={<EditOutlinedIcon />}
          onClick={() => url.setMode('edit')}
        >
          {t('edit')}
        </Button>
      )}
      <Suspense fallback={null}>
        {openDialog === 'schedules' && (
          <SchedulesDialog
            workspace={workspace}
            dashboard={dashboard}
            onClose={close}
          />
        )}
        {openDialog === 'settings' && (
          <LazyDashboardSettingsDialog
            workspace={workspace}
            dashboard={dashboard}
            onClose={close}
          />
        )}
      </Suspense>
    </Box>
  );
}

export function DashboardHeader(props: DashboardHeaderProps) {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'end' }}>
      <DashboardTitle workspace={props.workspace} dashboard={props.dashboard} />
      <DashboardButtons {...props} />
    </Box>
  );
}
