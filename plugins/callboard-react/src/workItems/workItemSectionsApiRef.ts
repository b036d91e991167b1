import { createApiRef, type ApiRef } from '@backstage/frontend-plugin-api';
import type { WorkItemSection } from './WorkItemSection';

/** The sections that other plugins add to the details of work items. @public */
export interface WorkItemSections {
  /** In the order in which they are drawn. */
  readonly sections: readonly WorkItemSection[];
}

/**
 * Where the details of work items find the sections of other plugins. In the new
 * frontend system `WorkItemSectionBlueprint` fills it; in the legacy one, the portal
 * does, with `workItemSectionsFactory`.
 *
 * @public
 */
export const workItemSectionsApiRef: ApiRef<WorkItemSections> =
  createApiRef<WorkItemSections>().with({
    id: 'plugin.callboard-work.item-sections',
    pluginId: 'callboard-work',
  });
