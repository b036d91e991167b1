import type { Mention } from '@callboard/plugin-callboard-react';

/** Projects, as those who look up where things are take them. */
export function mentionsOfProjects(
  projects: ReadonlyArray<{ project_id: string }>,
): Mention[] {
  return projects.map(({ project_id }) => ({
    entity_type: 'project',
    entity_id: project_id,
  }));
}
