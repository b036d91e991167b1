import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { type Dashboard, endpoints } from '@callboard/plugin-callboard-common';
import {
  FollowButton,
  useShortcut,
  type OwnWorkspace,
  toIfMatchHeader,
  getProblems,
  getQueryKey,
  useCallboardClient,
  useCopyLink,
  useToast,
} from '@callboard/plugin-callboard-react';
import EditOutlinedIcon from '@mui/icons-material/EditOutlined';
import FullscreenIcon from '@mui/icons-material/Fullscreen';
import LinkIcon from '@mui/icons-material/Link';
import SettingsOutlinedIcon from '@mui/icons-material/SettingsOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { SaveMenu } from '../files/SaveMenu';
import { type DashboardUrl, openParameters } from './useDashboardUrl';
import { callboardDashboardsViewTranslationRef } from './viewTranslation';

/** Returns the address of a dashboard to share, without the viewer's open elements. */
function getShareUrl({ slug }: OwnWorkspace): string {
  const address = new URL(window.location.href);
  openParameters.forEach(name => address.searchParams.delete(name));
  address.searchParams.set('workspace', slug);
  return address.toString();
}

/** Copies the link of a dashboard; if the dashboard is private, offers to share it first. */
function useShare(
  workspace: OwnWorkspace,
  dashboard: Dashboard,
): () => Promise<void> {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  const copy = useCopyLink();
  const notify = useToast();
  const client = useCallboardClient();
  const queries = useQueryClient();
  const share = async () => {
    const params = { slug: workspace.slug, id: dashboard.id };
    try {
      const shared = await client.call(endpoints.updateDashboard, {
        params,
        body: { access: 'shared' },
        headers: toIfMatchHeader(dashboard),
      });
      queries.setQueryData(
        getQueryKey(endpoints.getDashboard, { params }),
        shared,
      );
      await copy(getShareUrl(workspace));
    } catch (error) {
      notify({ status: 'danger', title: getProblems(error).message });
    }
  };
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

// Dialogs that are rarely opened are loaded on demand.
const SchedulesDialog = lazy(() =>
  import('../schedules/SchedulesDialog').then(m => ({
    default: m.SchedulesDialog,
  })),
);

const DashboardSettingsDialog = lazy(() =>
  import('../settings/DashboardSettingsDialog').then(m => ({
    default: m.DashboardSettingsDialog,
  })),
);

/** The actions on a whole dashboard. */
export function DashboardButtons(props: {
  workspace: OwnWorkspace;
  dashboard: Dashboard;
  url: DashboardUrl;
  mayChange: boolean;
}) {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  const { workspace, dashboard, url, mayChange } = props;
  const canEdit = mayChange && url.mode !== 'edit';
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
  // While a widget is edited, the shortcut does nothing: the draft would be lost.
  useShortcut('f', () => !url.edited && url.setMode('wall'));
  useShortcut('e', () => canEdit && url.setMode('edit'));
  return (
    <Box
      sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 0.5 }}
    >
      <FollowButton
        followed={{ slug: workspace.slug, dashboard: dashboard.id }}
      />
      <Tooltip title={t('share')}>
        <IconButton aria-label={t('share')} onClick={share}>
          <LinkIcon />
        </IconButton>
      </Tooltip>
      <Tooltip title={`${t('wall')} (F)`}>
        <IconButton aria-label={t('wall')} onClick={() => url.setMode('wall')}>
          <FullscreenIcon />
        </IconButton>
      </Tooltip>
      <SaveMenu
        workspace={workspace}
        dashboard={dashboard}
        viewerFilters={url.viewerFilters}
        onSend={mayChange ? () => setOpenDialog('schedules') : undefined}
      />
      {mayChange && (
        <Tooltip title={t('settings')}>
          <IconButton
            aria-label={t('settings')}
            aria-haspopup="dialog"
            onClick={() => setOpenDialog('settings')}
          >
            <SettingsOutlinedIcon />
          </IconButton>
        </Tooltip>
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
          <DashboardSettingsDialog
            workspace={workspace}
            dashboard={dashboard}
            onClose={close}
          />
        )}
      </Suspense>
    </Box>
  );
}
