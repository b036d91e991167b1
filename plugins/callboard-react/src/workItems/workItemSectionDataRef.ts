import { createExtensionDataRef } from '@backstage/frontend-plugin-api';
import type { PageSection } from '../sections/PageSection';
import type { WorkItemSectionProps } from './WorkItemSectionProps';

/** The extension data of a section in work item details. @public */
export const workItemSectionDataRef = createExtensionDataRef<
  PageSection<WorkItemSectionProps>
>().with({ id: 'callboard.work-item-section' });
