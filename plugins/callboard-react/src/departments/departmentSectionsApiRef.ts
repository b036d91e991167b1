import { createApiRef, type ApiRef } from '@backstage/frontend-plugin-api';
import type { PageSections } from '../sections/PageSection';
import type { DepartmentSectionProps } from './DepartmentSectionProps';

/**
 * Provides the sections of other plugins to department pages. In the new frontend system
 * `DepartmentSectionBlueprint` registers them; in the legacy one, the portal does, with
 * `createPageSectionsFactory`.
 *
 * @public
 */
export const departmentSectionsApiRef: ApiRef<
  PageSections<DepartmentSectionProps>
> = createApiRef<PageSections<DepartmentSectionProps>>().with({
  id: 'plugin.callboard.department-sections',
  pluginId: 'callboard',
});
