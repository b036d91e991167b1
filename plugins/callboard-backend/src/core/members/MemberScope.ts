/** A workspace or a project that has members. */
export interface MemberScope {
  kind: 'workspace' | 'project';
  /** The workspace, or that of the project. */
  workspace_id: string;
  /** The id of the workspace or the project. */
  id: string;
}

/** The members of a workspace. */
export function scopeToWorkspace(workspace_id: string): MemberScope {
  return { kind: 'workspace', workspace_id, id: workspace_id };
}

/** The members of a project. */
export function scopeToProject(project: {
  id: string;
  workspace_id: string;
}): MemberScope {
  return {
    kind: 'project',
    workspace_id: project.workspace_id,
    id: project.id,
  };
}
