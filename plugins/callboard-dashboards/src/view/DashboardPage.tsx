import { Link } from '@backstage/core-components';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DashboardWithWidgets } from '@callboard/plugin-callboard-common';
import { KeyColours } from '@callboard/plugin-callboard-common/charts';
import {
  EmptyState,
  getModifierKeyName,
  QueryState,
  ShortcutsHelp,
  getErrorStatus,
  useRecordRecentVisit,
  type OwnWorkspace,
  PageTitle,
  LoadingState,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import {
  lazy,
  Suspense,
  useState,
  useEffect,
  useId,
  useRef,
  type ReactNode,
} from 'react';
import { useParams } from 'react-router-dom';
import Skeleton from '@mui/material/Skeleton';
import FullscreenExitIcon from '@mui/icons-material/FullscreenExit';
import Dialog from '@mui/material/Dialog';
import IconButton from '@mui/material/IconButton';
import { useDashboard, useLiveDashboard } from '../data/dashboards';
import { callboardDashboardsEditTranslationRef } from '../edit/editTranslation';
import { dashboardsRouteRef } from '../routes';
import { PageColours } from '../widgets/useChartRequest';
import { DashboardBoard } from './DashboardBoard';
import { DashboardFilters, DataTime } from './DashboardFilters';
import { DashboardHeader } from './DashboardHeader';
import { getContentHeight, GAP } from './WidgetGrid';
import {
  useDashboardRights,
  type DashboardRights,
} from '../list/DashboardMenu';
import { useDashboardUrl } from './useDashboardUrl';
import { useEditedWidget } from './useEditedWidget';
import { callboardDashboardsViewTranslationRef } from './viewTranslation';

/** A dashboard that fills the screen, for displays on a wall. Esc closes it. */
function FullScreen(props: {
  title: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  const { title, onClose } = props;
  const id = useId();
  const leave = useRef(onClose);
  leave.current = onClose;
  useEffect(() => {
    // Pages do not receive the Esc key that makes a browser leave full screen.
    const closeWithBrowser = () => {
      if (!document.fullscreenElement) {
        leave.current();
      }
    };
    document.addEventListener('fullscreenchange', closeWithBrowser);
    // Browsers allow full screen only right after a user action. Otherwise, the dashboard fills the
    // window.
    document.documentElement.requestFullscreen?.().catch(() => undefined);
    return () => {
      document.removeEventListener('fullscreenchange', closeWithBrowser);
      if (document.fullscreenElement) {
        document.exitFullscreen().catch(() => undefined);
      }
    };
  }, []);
  return (
    <Dialog
      fullScreen
      open
      onClose={onClose}
      aria-labelledby={id}
      PaperProps={{ sx: { bgcolor: 'background.default', p: 3 } }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 2 }}>
        <Box
          component="h2"
          id={id}
          sx={{
            m: 0,
            flex: 1,
            minWidth: 0,
            typography: 'h5',
            overflowWrap: 'anywhere',
          }}
        >
          {title}
        </Box>
        <DataTime />
        <IconButton aria-label={t('leaveWall')} onClick={onClose}>
          <FullscreenExitIcon />
        </IconButton>
      </Box>
      {props.children}
    </Dialog>
  );
}

const dashboardSkeleton = (
  <LoadingState>
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', md: 'repeat(12, 1fr)' },
        gap: `${GAP}px`,
        mt: 8,
      }}
    >
      {[3, 3, 3, 3].map((width, index) => (
        <Skeleton
          key={`number ${index}`}
          variant="rounded"
          height={getContentHeight(3)}
          sx={{ gridColumn: { md: `span ${width}` } }}
        />
      ))}
      {[6, 6].map((width, index) => (
        <Skeleton
          key={`chart ${index}`}
          variant="rounded"
          height={getContentHeight(6)}
          sx={{ gridColumn: { md: `span ${width}` } }}
        />
      ))}
    </Box>
  </LoadingState>
);

// The grid for dragging widgets is loaded when the user starts to edit.
const EditBoard = lazy(() =>
  import('../edit/EditBoard').then(m => ({ default: m.EditBoard })),
);

function MissingDashboard(props: { workspace: OwnWorkspace }) {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  const { slug, name } = props.workspace;
  const getListHref = useRouteRef(dashboardsRouteRef);
  return (
    <EmptyState
      title={t('missing.title')}
      action={
        getListHref && (
          <Link to={`${getListHref()}?workspace=${slug}`}>
            {t('missing.back', { workspace: name })}
          </Link>
        )
      }
    >
      {t('missing.hint')}
    </EmptyState>
  );
}

function LoadedDashboard(props: {
  workspace: OwnWorkspace;
  dashboard: DashboardWithWidgets;
  rights: DashboardRights;
}) {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  const { t: tEdit } = useTranslationRef(callboardDashboardsEditTranslationRef);
  const { workspace, dashboard, rights } = props;
  const url = useDashboardUrl();
  const canEdit = rights.canChange;
  useLiveDashboard(workspace.id, dashboard.id, dashboard.widgets);
  useRecordRecentVisit('dashboard', dashboard.id);
  const isEditing = canEdit && url.mode === 'edit';
  const edited = useEditedWidget(
    dashboard.widgets,
    isEditing ? url.edited : undefined,
  );
  const board = (
    <DashboardBoard
      slug={workspace.slug}
      dashboard={dashboard}
      url={url}
      canChange={canEdit && url.mode !== 'wall'}
    />
  );
  return (
    <Stack spacing={2}>
      <PageTitle subject={dashboard.name} />
      <DashboardHeader {...props} url={url} />
      <DashboardFilters
        workspace={workspace}
        dashboard={dashboard}
        url={url}
        canChange={canEdit}
      />
      {dashboard.widgets.length === 0 && !isEditing && (
        <EmptyState
          title={t('empty.title')}
          action={
            canEdit && (
              <Button variant="contained" onClick={() => url.setMode('edit')}>
                {t('empty.add')}
              </Button>
            )
          }
        >
          {canEdit
            ? t('empty.owner')
            : t('empty.others', { owner: dashboard.owner_name })}
        </EmptyState>
      )}
      {isEditing && (
        <Suspense fallback={dashboardSkeleton}>
          <EditBoard
            slug={workspace.slug}
            dashboard={dashboard}
            url={url}
            edited={edited}
          />
        </Suspense>
      )}
      {url.mode === 'wall' && (
        <FullScreen title={dashboard.name} onClose={() => url.setMode('view')}>
          {board}
        </FullScreen>
      )}
      {!isEditing && url.mode !== 'wall' && board}
      <ShortcutsHelp
        standardShortcuts={[]}
        more={[
          ...(canEdit ? ([['E', t('keys.edit')]] as const) : []),
          ['F', t('keys.wall')],
          ...(isEditing
            ? ([
                ['A', tEdit('keys.add')],
                ['↑ ↓ ← →', tEdit('keys.move')],
                ['Shift ↑ ↓ ← →', tEdit('keys.resize')],
                [`${getModifierKeyName()} Z`, tEdit('keys.undo')],
              ] as const)
            : []),
        ]}
      />
    </Stack>
  );
}

export function DashboardPage(props: { workspace: OwnWorkspace }) {
  const { id = '' } = useParams();
  const [colours] = useState(() => new KeyColours());
  const query = useDashboard(props.workspace.slug, id);
  // The rights load together with the dashboard. If they loaded later, the editor would replace
  // widgets that are already visible.
  const getRights = useDashboardRights(props.workspace);
  const status = query.error && getErrorStatus(query.error);
  // For an invalid id, the API returns 400.
  if (status === 404 || (!query.data && status === 400)) {
    return <MissingDashboard workspace={props.workspace} />;
  }
  return (
    <PageColours.Provider value={colours}>
      <QueryState query={query} loading={dashboardSkeleton}>
        {dashboard => (
          <LoadedDashboard
            key={dashboard.id}
            workspace={props.workspace}
            dashboard={dashboard}
            rights={getRights(dashboard)}
          />
        )}
      </QueryState>
    </PageColours.Provider>
  );
}
