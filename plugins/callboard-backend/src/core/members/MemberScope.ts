/** A workspace or a project, of which people are members. */
export interface MemberScope {
  kind: 'workspace' | 'project';
  /** The workspace, or the one the project is in. */
  workspace_id: string;
  /** Of the workspace or the project. */
  id: string;
}

/** The members of a workspace. */
export function membersOfWorkspace(workspace_id: string): MemberScope {
  return { kind: 'workspace', workspace_id, id: workspace_id };
}

/** The members of a project. */
export function membersOfProject(project: {
  id: string;
  workspace_id: string;
}): MemberScope {
  return {
    kind: 'project',
    workspace_id: project.workspace_id,
    id: project.id,
  };
}
