import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { permissions } from '@callboard/plugin-callboard-common';
import {
  CallboardProvider,
  EmptyState,
  EntityTabTitle,
  ExactPath,
  FailureAlert,
  getErrorStatus,
  LoadingState,
  type OwnWorkspace,
  QueryState,
  useAllowed,
  useEntityProject,
  useRecordRecentVisit,
  useStartProject,
  WorkspaceChoice,
} from '@callboard/plugin-callboard-react';
import type { ReactNode } from 'react';
import Button from '@mui/material/Button';
import { useWorkProject } from '../data/WorkProject';
import { WorkProjectProvider } from '../data/WorkProjectProvider';
import { useWorkView } from '../filters/useWorkFilters';
import { ImportItems } from '../imports/ImportItems';
import { ProjectSettings, SettingsNoAccess } from '../settings/ProjectSettings';
import { callboardWorkTranslationRef } from '../translation';
import { WorkItems } from './WorkItems';

function StartProject(props: { workspace: OwnWorkspace }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { workspace } = props;
  const starting = useStartProject(workspace.slug);
  const isAllowed = useAllowed(permissions.project.create, workspace.slug);
  const status = getErrorStatus(starting.error);
  // The entity has a project that the user cannot see, or the portal does not allow the creation.
  if (status === 403 || status === 404) {
    return (
      <EmptyState title={t('noProject.failed')}>
        {t('noProject.mayExist')}
      </EmptyState>
    );
  }
  const isGuest = workspace.role === 'guest';
  return (
    <>
      <FailureAlert title={t('noProject.failed')} error={starting.error} />
      <EmptyState
        title={t('noProject.title')}
        action={
          !isGuest &&
          isAllowed && (
            <Button
              variant="contained"
              aria-disabled={starting.isPending}
              onClick={() => !starting.isPending && starting.mutate()}
            >
              {t('noProject.start')}
            </Button>
          )
        }
      >
        {t('noProject.hint')} {isGuest && t('noProject.guest')}
      </EmptyState>
    </>
  );
}

function ProjectView(props: { workspacePicker: ReactNode }) {
  const [view, setView] = useWorkView();
  const { isAdmin, project } = useWorkProject();
  useRecordRecentVisit('project', project.id, project.identifier);
  const showList = () => setView('list');
  if (view === 'import') {
    return <ImportItems onBack={showList} />;
  }
  if (view !== 'settings') {
    return <WorkItems workspacePicker={props.workspacePicker} />;
  }
  const Settings = isAdmin ? ProjectSettings : SettingsNoAccess;
  return <Settings onBack={showList} />;
}

/** Query parameters whose values are valid in one workspace only. */
const workspaceParameters = [
  'item',
  'comment',
  'state',
  'assignee',
  'label',
  'cycle',
  'module',
] as const;

const skeleton = <LoadingState rows={12} rowHeight={36} />;

function WorkOfEntity(props: {
  workspace: OwnWorkspace;
  workspacePicker: ReactNode;
}) {
  const { workspace, workspacePicker } = props;
  const { query, project } = useEntityProject(workspace.slug);
  return (
    <QueryState query={query} loading={skeleton}>
      {() =>
        project ? (
          <WorkProjectProvider
            key={project.id}
            workspace={workspace}
            project={project}
            loading={skeleton}
          >
            <ProjectView workspacePicker={workspacePicker} />
          </WorkProjectProvider>
        ) : (
          <>
            {workspacePicker}
            <StartProject workspace={workspace} />
          </>
        )
      }
    </QueryState>
  );
}

export function WorkTab() {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  return (
    <CallboardProvider>
      <EntityTabTitle page={t('card.title')}>
        <ExactPath page={t('card.title')}>
          <WorkspaceChoice forget={workspaceParameters} loading={skeleton}>
            {(workspace, workspacePicker) => (
              <WorkOfEntity
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
