import { projectPath } from '@callboard/plugin-callboard-common';
import { NotificationRule } from '@callboard/plugin-callboard-node';
import { listOf } from './wording';

/**
 * Sums up what one act did to many work items of a project.
 *
 * @param titleOf - says it of so many in a project of that name
 */
export function manyItems(
  type: string,
  reason: string,
  titleOf: (count: number, project: string) => string,
): NotificationRule['together'] {
  return {
    within: 'project',
    tell: (changes, { project }) => ({
      type,
      reason,
      title: titleOf(changes.count, project?.name ?? ''),
      body: listOf(changes),
      target_url: project && projectPath(project.entity_ref),
    }),
  };
}
