import { Project } from '@callboard/plugin-callboard-common';

/** A project as it is stored. */
export type ProjectRow = Omit<Project, 'role'> & { workspace_id: string };

/** A project, and what somebody is in it: null for who only may read it. */
export interface SeenProject {
  project: ProjectRow;
  role: Project['role'];
}

/** A project as it looks on the wire to who is asking. */
export function projectOnWire({
  project: { workspace_id: _, ...project },
  role,
}: SeenProject): Project {
  return { ...project, role };
}
