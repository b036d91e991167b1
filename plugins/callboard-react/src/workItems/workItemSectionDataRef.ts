import { createExtensionDataRef } from '@backstage/frontend-plugin-api';
import type { PageSection } from '../sections/PageSection';
import type { WorkItemSectionProps } from './WorkItemSectionProps';

/** How a section reaches the details of work items. @public */
export const workItemSectionDataRef = createExtensionDataRef<
  PageSection<WorkItemSectionProps>
>().with({ id: 'callboard.work-item-section' });
