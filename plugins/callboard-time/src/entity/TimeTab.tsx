import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  CallboardProvider,
  EmptyState,
  EntityTabTitle,
  formatFailure,
  LoadingState,
  ExactPath,
  QueryState,
  useAllowed,
  useEntityProject,
  WorkspaceChoice,
  type OwnWorkspace,
  ChoiceToggle,
  Toolbar,
  useUrlState,
  AccessGrantersList,
  NoAccess,
  useJoinProject,
} from '@callboard/plugin-callboard-react';
import type { ReactNode } from 'react';
import { includesRole, permissions } from '@callboard/plugin-callboard-common';
import Stack from '@mui/material/Stack';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useLiveTime } from '../data/refreshTime';
import { useTimeSettings } from '../data/timeQueries';
import { EstimatesView } from './EstimatesView';
import { EntriesView, type ProjectScope } from './EntriesView';
import { callboardTimeEntityTranslationRef } from './entityTimeTranslation';
import { timeFilterParameters } from './useTimeFilters';

function NoTimeAccess({ workspace, project }: ProjectScope) {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const joining = useJoinProject(workspace.slug, project.id);
  const isJoinAllowed = useAllowed(permissions.project.join, workspace.slug);
  const isGuest = workspace.role === 'guest' || project.role === 'guest';
  return (
    <NoAccess
      accessGranters={{ workspace: workspace.slug, project: project.id }}
    >
      {t(isGuest ? 'access.guest' : 'access.member')}
      {joining.error && (
        <Alert severity="error" sx={{ my: 1 }}>
          {formatFailure(joining.error, t('access.joinFailed'))}
        </Alert>
      )}
      {!isGuest && project.access === 'open' && isJoinAllowed && (
        <div>
          <Button
            variant="outlined"
            aria-disabled={joining.isPending}
            onClick={() => !joining.isPending && joining.mutate()}
            sx={{ mt: 1 }}
          >
            {t('access.join')}
          </Button>
        </div>
      )}
    </NoAccess>
  );
}

function LoggingDisabledNote({ workspace, project }: ProjectScope) {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const { archived_at, is_time_tracking_enabled: isTrackingEnabled } = project;
  if (isTrackingEnabled && !archived_at) {
    return null;
  }
  return (
    <Alert severity="info">
      {t(archived_at ? 'note.archived' : 'note.off')}
      <Box sx={{ mt: 0.5 }}>
        <AccessGrantersList
          accessGranters={{ workspace: workspace.slug, project: project.id }}
        />
      </Box>
    </Alert>
  );
}

const parameters = ['view'] as const;
const views = ['entries', 'estimates'] as const;

function ProjectTime(props: {
  scope: ProjectScope;
  workspacePicker: ReactNode;
}) {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const { workspace } = props.scope;
  const [{ view: requested }, setState] = useUrlState(parameters);
  const view = requested === 'estimates' ? requested : 'entries';
  const settings = useTimeSettings(workspace.slug);
  useLiveTime(workspace.id);
  return (
    <Stack spacing={2}>
      <Toolbar label={t('toolbar')}>
        {props.workspacePicker}
        <ChoiceToggle
          label={t('view')}
          value={view}
          choices={views.map(value => ({ value, label: t(`views.${value}`) }))}
          onChange={next => setState({ view: next })}
        />
      </Toolbar>
      <LoggingDisabledNote {...props.scope} />
      {view === 'estimates' ? (
        <EstimatesView scope={props.scope} />
      ) : (
        <QueryState
          query={settings}
          loading={<LoadingState rows={8} rowHeight={40} />}
        >
          {loadedSettings => (
            <EntriesView scope={props.scope} settings={loadedSettings} />
          )}
        </QueryState>
      )}
    </Stack>
  );
}

function MemberTime(props: {
  scope: ProjectScope;
  workspacePicker: ReactNode;
}) {
  const { role } = props.scope.project;
  return role !== null && includesRole(role, 'member') ? (
    <ProjectTime {...props} />
  ) : (
    <>
      {props.workspacePicker}
      <NoTimeAccess {...props.scope} />
    </>
  );
}

const skeleton = <LoadingState rows={10} rowHeight={40} />;

function EntityTime(props: {
  workspace: OwnWorkspace;
  workspacePicker: ReactNode;
}) {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const { workspace, workspacePicker } = props;
  const { query, project } = useEntityProject(workspace.slug);
  return (
    <QueryState query={query} loading={skeleton}>
      {() =>
        project ? (
          <MemberTime
            key={project.id}
            scope={{ workspace, project }}
            workspacePicker={workspacePicker}
          />
        ) : (
          <>
            {workspacePicker}
            <EmptyState title={t('noProject')}>{t('noProjectHint')}</EmptyState>
          </>
        )
      }
    </QueryState>
  );
}

export function TimeTab() {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  return (
    <CallboardProvider>
      <EntityTabTitle page={t('title')}>
        <ExactPath page={t('title')}>
          <WorkspaceChoice forget={timeFilterParameters} loading={skeleton}>
            {(workspace, workspacePicker) => (
              <EntityTime
                workspace={workspace}
                workspacePicker={workspacePicker}
              />
            )}
          </WorkspaceChoice>
        </ExactPath>
      </EntityTabTitle>
    </CallboardProvider>
  );
}
