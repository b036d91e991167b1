import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Project } from '@callboard/plugin-callboard-common';
import {
  QueryState,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import type { ReactNode } from 'react';
import { callboardWorkTranslationRef } from '../translation';
import { useLiveWork } from './useLiveWork';
import { useLoadedProject } from './useLoadedProject';
import { WorkActsProvider } from './WorkActsProvider';
import { WorkProjectContext } from './WorkProjectContext';

/** Draws what is about a project once it is loaded, and keeps it up to date. */
export function WorkProjectProvider(props: {
  workspace: OwnWorkspace;
  project: Project;
  loading?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { workspace, project } = props;
  useLiveWork(workspace.id);
  return (
    <QueryState
      query={useLoadedProject(workspace, project)}
      loading={props.loading}
      whoCanGive={t('tab.whoCanGive')}
    >
      {loaded => (
        <WorkProjectContext.Provider value={loaded}>
          <WorkActsProvider>{props.children}</WorkActsProvider>
        </WorkProjectContext.Provider>
      )}
    </QueryState>
  );
}
