import { ProjectAccess, Role } from '@callboard/plugin-callboard-common';

/** What a person is in a workspace and in one of its projects. */
export interface ProjectRoles {
  /** Null for who is not in the workspace: they see nothing of it. */
  workspace: Role | null;
  /**
   * The highest of what membership, ownership of the entity and the role in the
   * workspace give; null for who has no more of it than its openness gives.
   */
  project: Role | null;
  /** Whether they own its entity, themselves or through a Group. */
  owns: boolean;
}

/** Of somebody who is in neither. */
export const noRoles: ProjectRoles = {
  workspace: null,
  project: null,
  owns: false,
};

/** Whether who has these roles may see the project. */
export function seesProject(
  { workspace, project }: ProjectRoles,
  { access }: { access: ProjectAccess },
): boolean {
  return workspace !== null && (access === 'open' || project !== null);
}
