import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  CallboardProvider,
  EmptyState,
  EntityTabTitle,
  LoadingState,
  ExactPath,
  QueryState,
  useEntityProject,
  WorkspaceChoice,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import type { ReactNode } from 'react';
import { callboardTimeEntityTranslationRef } from './entityTimeTranslation';
import { TimeTab } from './TimeTab';
import { timeFilterParameters } from './useTimeFilters';

const skeleton = <LoadingState rows={10} rowHeight={40} />;

function TimeOfEntity(props: { workspace: OwnWorkspace; picker: ReactNode }) {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const { workspace, picker } = props;
  const { query, project } = useEntityProject(workspace.slug);
  return (
    <QueryState query={query} loading={skeleton}>
      {() =>
        project ? (
          <TimeTab
            key={project.id}
            project={{ workspace, project }}
            picker={picker}
          />
        ) : (
          <>
            {picker}
            <EmptyState title={t('noProject')}>{t('noProjectHint')}</EmptyState>
          </>
        )
      }
    </QueryState>
  );
}

/**
 * The tab with the time of an entity's project.
 *
 * @public
 */
export function EntityTimeContent() {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  return (
    <CallboardProvider>
      <EntityTabTitle page={t('title')}>
        <ExactPath page={t('title')}>
          <WorkspaceChoice forget={timeFilterParameters} loading={skeleton}>
            {(workspace, picker) => (
              <TimeOfEntity workspace={workspace} picker={picker} />
            )}
          </WorkspaceChoice>
        </ExactPath>
      </EntityTabTitle>
    </CallboardProvider>
  );
}
