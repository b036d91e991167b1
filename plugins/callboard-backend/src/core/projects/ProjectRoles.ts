import {
  ProjectAccess,
  Role,
  roleOfRank,
  roleRanks,
} from '@callboard/plugin-callboard-common';

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

/** What somebody's roles in a project follow from. */
export interface ProjectGrounds {
  workspace_rank: number | null;
  /** What the workspace would give them at their first request. */
  welcome_rank: number | null;
  project_rank: number | null;
  /** Of the entity, and neither suspended nor resigned. */
  is_owner: boolean;
  is_super_admin: boolean;
}

/** The roles that follow. */
export function rolesFrom(grounds: ProjectGrounds): ProjectRoles {
  const { is_owner: owns } = grounds;
  const workspace = highest([
    grounds.workspace_rank,
    grounds.welcome_rank,
    grounds.is_super_admin ? roleRanks.admin : null,
  ]);
  const isAdmin = workspace === 'admin' || owns;
  return {
    workspace,
    project: highest([grounds.project_rank, isAdmin ? roleRanks.admin : null]),
    owns,
  };
}

function highest(ranks: Array<number | null>): Role | null {
  const held = ranks.filter(rank => rank !== null);
  return held.length > 0 ? roleOfRank(Math.max(...held)) : null;
}

/** Whether who has these roles may see the project. */
export function seesProject(
  { workspace, project }: ProjectRoles,
  { access }: { access: ProjectAccess },
): boolean {
  return workspace !== null && (access === 'open' || project !== null);
}
