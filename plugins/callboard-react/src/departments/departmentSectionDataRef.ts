import { createExtensionDataRef } from '@backstage/frontend-plugin-api';
import type { PageSection } from '../sections/PageSection';
import type { DepartmentSectionProps } from './DepartmentSectionProps';

/** The extension data of a section on department pages. @public */
export const departmentSectionDataRef = createExtensionDataRef<
  PageSection<DepartmentSectionProps>
>().with({ id: 'callboard.department-section' });
