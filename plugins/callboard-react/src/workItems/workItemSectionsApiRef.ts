import { createApiRef, type ApiRef } from '@backstage/frontend-plugin-api';
import type { PageSections } from '../sections/PageSection';
import type { WorkItemSectionProps } from './WorkItemSectionProps';

/**
 * Provides the sections of other plugins to work item details. In the new frontend system
 * `WorkItemSectionBlueprint` registers them; in the legacy one, the portal does, with
 * `createPageSectionsFactory`.
 *
 * @public
 */
export const workItemSectionsApiRef: ApiRef<
  PageSections<WorkItemSectionProps>
> = createApiRef<PageSections<WorkItemSectionProps>>().with({
  id: 'plugin.callboard-work.item-sections',
  pluginId: 'callboard-work',
});
