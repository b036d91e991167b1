import { projectPath } from '@callboard/plugin-callboard-common';
import { NotificationRule } from '@callboard/plugin-callboard-node';
import { listOf } from './wording';

/**
 * Summarises a bulk action on the work items of a project.
 *
 * @param titleOf - the title for a number of items and a project name
 */
export function manyItems(
  type: string,
  reason: string,
  titleOf: (count: number, project: string) => string,
): NotificationRule['together'] {
  return {
    within: 'project',
    toEvent: (changes, { project }) => ({
      type,
      reason,
      title: titleOf(changes.count, project?.name ?? ''),
      body: listOf(changes),
      target_url: project && projectPath(project.entity_ref),
    }),
  };
}
