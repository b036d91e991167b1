import type { Mention } from '@callboard/plugin-callboard-react';

/** Converts projects to the input of the resource lookup. */
export function toProjectMentions(
  projects: ReadonlyArray<{ project_id: string }>,
): Mention[] {
  return projects.map(({ project_id }) => ({
    entity_type: 'project',
    entity_id: project_id,
  }));
}
