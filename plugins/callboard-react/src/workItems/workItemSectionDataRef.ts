import { createExtensionDataRef } from '@backstage/frontend-plugin-api';
import type { WorkItemSection } from './WorkItemSection';

/** How a section reaches the details of work items. @public */
export const workItemSectionDataRef =
  createExtensionDataRef<WorkItemSection>().with({
    id: 'callboard.work-item-section',
  });
