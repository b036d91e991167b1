import {
  endpoints,
  mayChange,
  includesRole,
  type Project,
} from '@callboard/plugin-callboard-common';
import {
  useCallboardQuery,
  useMe,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import type { WorkProject } from './WorkProject';

/** The maximum page size of the server, which no project exceeds. */
const query = { limit: 200 };

/** Loads a project with the settings of its items; undefined until all are loaded. */
export function useLoadedProject(
  workspace: OwnWorkspace,
  project: Project,
): {
  data: WorkProject | undefined;
  error: Error | null;
  refetch: () => Promise<unknown>;
} {
  const params = { slug: workspace.slug, pid: project.id };
  const me = useMe();
  const states = useCallboardQuery(endpoints.listStates, { params, query });
  const labels = useCallboardQuery(endpoints.listLabels, { params, query });
  const cycles = useCallboardQuery(endpoints.listCycles, { params, query });
  const modules = useCallboardQuery(endpoints.listModules, { params, query });
  const members = useCallboardQuery(endpoints.listProjectMembers, {
    params,
    query,
  });
  const all = [me, states, labels, cycles, modules, members];

  const data = useMemo<WorkProject | undefined>(() => {
    if (
      !me.data ||
      !states.data ||
      !labels.data ||
      !cycles.data ||
      !modules.data ||
      !members.data
    ) {
      return undefined;
    }
    const { role, archived_at } = project;
    const isArchived = archived_at !== null;
    const reader = {
      user_ref: me.data.user_ref,
      workspaceRole: workspace.role,
      projectRole: role,
      isArchived,
    };
    return {
      workspace,
      project,
      states: states.data.items,
      labels: labels.data.items,
      cycles: cycles.data.items,
      modules: modules.data.items,
      people: members.data.items
        .map(({ user_ref, display_name }) => ({
          user_ref,
          name: display_name,
        }))
        .sort((a, b) => a.name.localeCompare(b.name)),
      me: { user_ref: me.data.user_ref, name: me.data.display_name },
      mayWrite: !isArchived && role !== null && includesRole(role, 'member'),
      mayChange: (item, field) => mayChange(item, reader, field),
      isAdmin: role === 'admin',
    };
  }, [
    workspace,
    project,
    me.data,
    states.data,
    labels.data,
    cycles.data,
    modules.data,
    members.data,
  ]);
  return {
    data,
    error: all.find(({ error }) => error)?.error ?? null,
    refetch: () => Promise.all(all.map(({ refetch }) => refetch())),
  };
}
