import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Dashboard } from '@callboard/plugin-callboard-common';
import {
  FollowButton,
  useShortcut,
  type OwnWorkspace,
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
import { SaveMenu } from '../files/SaveMenu';
import type { DashboardUrl } from './useDashboardUrl';
import { useShare } from './useShare';
import { callboardDashboardsViewTranslationRef } from './viewTranslation';

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
  const [opened, setOpened] = useState<'mails' | 'settings'>();
  const close = () => setOpened(undefined);
  const editButton = useRef<HTMLButtonElement>(null);
  const lastMode = useRef(url.mode);
  useEffect(() => {
    if (lastMode.current === 'edit' && url.mode === 'view') {
      // The editing toolbar, which had the focus, has unmounted.
      editButton.current?.focus();
    }
    lastMode.current = url.mode;
  }, [url.mode]);
  // Not while a widget is edited, as the draft would be lost.
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
        onSend={mayChange ? () => setOpened('mails') : undefined}
      />
      {mayChange && (
        <Tooltip title={t('settings')}>
          <IconButton
            aria-label={t('settings')}
            aria-haspopup="dialog"
            onClick={() => setOpened('settings')}
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
        {opened === 'mails' && (
          <SchedulesDialog
            workspace={workspace}
            dashboard={dashboard}
            onClose={close}
          />
        )}
        {opened === 'settings' && (
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
