import { createExtensionDataRef } from '@backstage/frontend-plugin-api';
import type { PageSection } from '../sections/PageSection';
import type { DepartmentSectionProps } from './DepartmentSectionProps';

/** How a section reaches the pages of departments. @public */
export const departmentSectionDataRef = createExtensionDataRef<
  PageSection<DepartmentSectionProps>
>().with({ id: 'callboard.department-section' });
