import {
  endpoints,
  type Project,
  type WorkItem,
} from '@callboard/plugin-callboard-common';
import {
  useCallboardQuery,
  useEndpointPages,
  useMe,
  type OwnWorkspace,
  type Pages,
} from '@callboard/plugin-callboard-react';
import { useCallback, useMemo } from 'react';
import { useLiveWork } from '../data/useLiveWork';

/** The groups of what is not over yet. */
const OPEN = 'triage,backlog,unstarted,started';

/** What is assigned to the reader in a workspace, most urgent first. */
export function useMyWork(
  workspace: OwnWorkspace,
  options: { isOpen: boolean; limit: number },
): {
  list: Pages<WorkItem>;
  projectOf: (item: WorkItem) => Project | undefined;
} {
  const { data: me } = useMe();
  useLiveWork(workspace.id);
  const params = { slug: workspace.slug };
  const projects = useCallboardQuery(endpoints.listProjects, {
    params,
    query: { limit: 200 },
  });
  const list = useEndpointPages(endpoints.listWorkItemsOfWorkspace, {
    params,
    query: {
      // The page is drawn once it is known who looks at it.
      assignees: me?.user_ref,
      state_group: options.isOpen ? OPEN : undefined,
      order_by: 'priority',
      limit: options.limit,
    },
  });
  const byId = useMemo(
    () => new Map(projects.data?.items.map(project => [project.id, project])),
    [projects.data],
  );
  const projectOf = useCallback(
    (item: WorkItem) => byId.get(item.project_id),
    [byId],
  );
  return { list, projectOf };
}
