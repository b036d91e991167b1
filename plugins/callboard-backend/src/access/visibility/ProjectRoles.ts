import {
  ProjectAccess,
  Role,
  getRoleByRank,
  roleRanks,
} from '@callboard/plugin-callboard-common';

export interface ProjectRoles {
  /** Null if they are not in the workspace, and so cannot see the project. */
  workspace: Role | null;
  /**
   * Their highest role in the project: as a member, as an owner of its entity, or as an admin of
   * the workspace. Null if they have none; they then see the project only if it is open.
   */
  project: Role | null;
  /** Whether they own the project's entity, themselves or through a Group. */
  owns: boolean;
}

/** The roles of a user who is neither in the workspace nor in the project. */
export const noRoles: ProjectRoles = {
  workspace: null,
  project: null,
  owns: false,
};

interface RoleSources {
  workspace_rank: number | null;
  /** The role that they would get in the workspace with their first request. */
  default_rank: number | null;
  project_rank: number | null;
  /** Whether they own the project's entity. False if they are suspended or have resigned. */
  is_owner: boolean;
  is_super_admin: boolean;
}

export function deriveRoles(sources: RoleSources): ProjectRoles {
  const { is_owner: owns } = sources;
  const workspace = getHighestRole([
    sources.workspace_rank,
    sources.default_rank,
    sources.is_super_admin ? roleRanks.admin : null,
  ]);
  const isAdmin = workspace === 'admin' || owns;
  return {
    workspace,
    project: getHighestRole([
      sources.project_rank,
      isAdmin ? roleRanks.admin : null,
    ]),
    owns,
  };
}

function getHighestRole(ranks: Array<number | null>): Role | null {
  const granted = ranks.filter(rank => rank !== null);
  return granted.length > 0 ? getRoleByRank(Math.max(...granted)) : null;
}

export function canSeeProject(
  { workspace, project }: ProjectRoles,
  { access }: { access: ProjectAccess },
): boolean {
  return workspace !== null && (access === 'open' || project !== null);
}
