import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  CallboardProvider,
  EntityTabTitle,
  LoadingState,
  ExactPath,
  QueryState,
  useEntityProject,
  WorkspaceChoice,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import type { ReactNode } from 'react';
import { WorkTab } from '../layout/WorkTab';
import { StartProject } from './StartProject';
import { callboardWorkTranslationRef } from '../translation';

/** These parameters are only valid in one workspace. */
const forget = ['item', 'assignee', 'label', 'cycle', 'module'] as const;

const skeleton = <LoadingState rows={12} rowHeight={36} />;

function WorkOfEntity(props: { workspace: OwnWorkspace; picker: ReactNode }) {
  const { workspace, picker } = props;
  const { query, project } = useEntityProject(workspace.slug);
  return (
    <QueryState query={query} loading={skeleton}>
      {() =>
        project ? (
          <WorkTab workspace={workspace} project={project} picker={picker} />
        ) : (
          <>
            {picker}
            <StartProject workspace={workspace} />
          </>
        )
      }
    </QueryState>
  );
}

/**
 * The tab with the work items of an entity's project.
 *
 * @public
 */
export function EntityWorkContent() {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  return (
    <CallboardProvider>
      <EntityTabTitle page={t('card.title')}>
        <ExactPath page={t('card.title')}>
          <WorkspaceChoice forget={forget} loading={skeleton}>
            {(workspace, picker) => (
              <WorkOfEntity workspace={workspace} picker={picker} />
            )}
          </WorkspaceChoice>
        </ExactPath>
      </EntityTabTitle>
    </CallboardProvider>
  );
}
