import type { Project } from '@callboard/plugin-callboard-common';
import {
  QueryState,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import type { ReactNode } from 'react';
import { useLiveWork } from './useLiveWork';
import { useLoadedProject } from './useLoadedProject';
import { WorkActionsProvider } from './WorkActionsProvider';
import { WorkProjectContext } from './WorkProjectContext';

/** Renders its children once the project is loaded, and keeps it up to date. */
export function WorkProjectProvider(props: {
  workspace: OwnWorkspace;
  project: Project;
  loading?: ReactNode;
  children: ReactNode;
}) {
  const { workspace, project } = props;
  useLiveWork(workspace.id);
  return (
    <QueryState
      query={useLoadedProject(workspace, project)}
      loading={props.loading}
      givers={{ workspace: workspace.slug, project: project.id }}
    >
      {loaded => (
        <WorkProjectContext.Provider value={loaded}>
          <WorkActionsProvider>{props.children}</WorkActionsProvider>
        </WorkProjectContext.Provider>
      )}
    </QueryState>
  );
}
