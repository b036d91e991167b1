import {
  endpoints,
  includesRole,
  canChange,
  permissions,
  type Project,
} from '@callboard/plugin-callboard-common';
import {
  getErrorStatus,
  QueryState,
  useAllowed,
  useCallboardQuery,
  useMe,
  useWholeList,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { useMemo, type ReactNode } from 'react';
import { WorkActionsProvider } from './WorkActions';
import { WorkProjectContext, type WorkProject } from './WorkProject';
import { useLiveWork } from './refreshWork';

/** Loads the settings and members of a project. `data` is undefined until everything is loaded. */
function useLoadedProject(workspace: OwnWorkspace, project: Project) {
  const params = { slug: workspace.slug, pid: project.id };
  const me = useMe();
  const states = useWholeList(endpoints.listStates, { params });
  const labels = useWholeList(endpoints.listLabels, { params });
  const cycles = useWholeList(endpoints.listCycles, { params });
  const modules = useWholeList(endpoints.listModules, { params });
  const members = useWholeList(endpoints.listProjectMembers, { params });
  const queries = [me, states, labels, cycles, modules, members];
  const { workItem } = permissions;
  const isCreateAllowed = useAllowed(workItem.create, project.id);
  const isUpdateAllowed = useAllowed(workItem.update, project.id);
  const isDeleteAllowed = useAllowed(workItem.delete, project.id);
  const isImportAllowed = useAllowed(workItem.import, workspace.slug);
  const isProjectUpdateAllowed = useAllowed(
    permissions.project.update,
    project.id,
  );

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
    const isAdmin = role === 'admin';
    const mayWrite =
      !isArchived && role !== null && includesRole(role, 'member');
    const viewer = {
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
      mayWrite,
      canCreate: mayWrite && isCreateAllowed,
      canImport: mayWrite && isAdmin && isImportAllowed,
      canChangeAll: mayWrite && isUpdateAllowed,
      canChange: (item, field) =>
        isUpdateAllowed && canChange(item, viewer, field),
      canDelete: mayWrite && isDeleteAllowed,
      isAdmin,
      canUpdateProject: isAdmin && isProjectUpdateAllowed,
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
    isCreateAllowed,
    isUpdateAllowed,
    isDeleteAllowed,
    isImportAllowed,
    isProjectUpdateAllowed,
  ]);
  return {
    data,
    error: queries.find(({ error }) => error)?.error ?? null,
    refetch: () => Promise.all(queries.map(({ refetch }) => refetch())),
  };
}

/** Renders its children once the project is loaded, and keeps the project up to date. */
export function WorkProjectProvider(props: {
  workspace: OwnWorkspace;
  project: Project;
  loading?: ReactNode;
  /** Wraps the loading or error state, for example in a dialog. */
  renderState?: (state: ReactNode) => ReactNode;
  children: ReactNode;
}) {
  const { workspace, project, renderState } = props;
  useLiveWork(workspace.id);
  const query = useLoadedProject(workspace, project);
  const content = (
    <QueryState
      query={query}
      loading={props.loading}
      accessGranters={{ workspace: workspace.slug, project: project.id }}
    >
      {loaded => (
        <WorkProjectContext.Provider value={loaded}>
          <WorkActionsProvider>{props.children}</WorkActionsProvider>
        </WorkProjectContext.Provider>
      )}
    </QueryState>
  );
  return <>{query.data || !renderState ? content : renderState(content)}</>;
}

export function WorkProjectLoader(props: {
  workspace: OwnWorkspace;
  projectId: string;
  loading: ReactNode;
  /** Shown if the project does not exist or is hidden from the user. */
  missing: ReactNode;
  children: ReactNode;
}) {
  const { workspace, projectId, loading } = props;
  const projectQuery = useCallboardQuery(endpoints.getProject, {
    params: { slug: workspace.slug, pid: projectId },
  });
  const status = getErrorStatus(projectQuery.error);
  // For a malformed id, the server responds with 400.
  if (status === 404 || status === 400) {
    return <>{props.missing}</>;
  }
  return (
    <QueryState query={projectQuery} loading={loading}>
      {project => (
        <WorkProjectProvider
          workspace={workspace}
          project={project}
          loading={loading}
        >
          {props.children}
        </WorkProjectProvider>
      )}
    </QueryState>
  );
}
