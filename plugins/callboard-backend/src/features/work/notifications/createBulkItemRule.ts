import { buildProjectPath } from '@callboard/plugin-callboard-common';
import { NotificationRule } from '@callboard/plugin-callboard-node';
import { formatBulkLabels } from './wording';

/**
 * Summarises a bulk action on the work items of a project.
 *
 * @param formatTitle - the title for a number of items and a project name
 */
export function createBulkItemRule(
  type: string,
  reason: string,
  formatTitle: (count: number, project: string) => string,
): NotificationRule['together'] {
  return {
    within: 'project',
    toEvent: (changes, { project }) => ({
      type,
      reason,
      title: formatTitle(changes.count, project?.name ?? ''),
      body: formatBulkLabels(changes),
      target_url: project && buildProjectPath(project.entity_ref),
    }),
  };
}
