import {
  endpoints,
  type Project,
  type WorkItem,
} from '@callboard/plugin-callboard-common';
import {
  useCallboardQuery,
  type OwnWorkspace,
  type Pages,
} from '@callboard/plugin-callboard-react';
import { useCallback, useMemo } from 'react';
import type { MyWorkChoice } from './toMyWorkQuery';
import { useMyWorkItems } from './useMyWorkItems';

/** The same as `useMyWorkItems`, with the projects of the items. */
export function useMyWork(
  workspace: OwnWorkspace,
  options: MyWorkChoice & { limit: number },
): {
  list: Pages<WorkItem>;
  findItemProject: (item: WorkItem) => Project | undefined;
} {
  const params = { slug: workspace.slug };
  const projects = useCallboardQuery(endpoints.listProjects, {
    params,
    query: { limit: 200 },
  });
  const list = useMyWorkItems(workspace, options);
  const byId = useMemo(
    () => new Map(projects.data?.items.map(project => [project.id, project])),
    [projects.data],
  );
  const findItemProject = useCallback(
    (item: WorkItem) => byId.get(item.project_id),
    [byId],
  );
  return { list, findItemProject };
}
