import {
  createExtensionBlueprint,
  ExtensionBoundary,
  createExtensionDataRef,
  createApiRef,
  type ApiRef,
} from '@backstage/frontend-plugin-api';
import { z } from 'zod';
import type { DepartmentNode } from '@callboard/plugin-callboard-common';
import {
  DEFAULT_SECTION_ORDER,
  type PageSection,
  type PageSections,
} from './PageSections';
import type { OwnWorkspace } from '../workspaces/useWorkspaceChoice';

/** Props of a section about the open department. @public */
export interface DepartmentSectionProps {
  workspace: OwnWorkspace;
  department: DepartmentNode;
}

/**
 * Provides the sections of other plugins to department pages. In the new frontend system,
 * `DepartmentSectionBlueprint` registers the sections. In the legacy frontend system, the portal
 * registers them with `createPageSectionsFactory`.
 *
 * @public
 */
export const departmentSectionsApiRef: ApiRef<
  PageSections<DepartmentSectionProps>
> = createApiRef<PageSections<DepartmentSectionProps>>().with({
  id: 'plugin.callboard.department-sections',
  pluginId: 'callboard',
});

/** The extension data of a section on department pages. @public */
export const departmentSectionDataRef = createExtensionDataRef<
  PageSection<DepartmentSectionProps>
>().with({ id: 'callboard.department-section' });

/**
 * Adds a section to department pages. Any plugin of the portal can use the blueprint. A portal can
 * change the order of sections in its configuration.
 *
 * @example
 * ```tsx
 * DepartmentSectionBlueprint.make({
 *   name: 'budget',
 *   params: {
 *     loader: () => import('./Budget').then(m => m.Budget),
 *   },
 * });
 * ```
 *
 * @public
 */
export const DepartmentSectionBlueprint = createExtensionBlueprint({
  kind: 'callboard-department-section',
  attachTo: { id: 'api:callboard/department-sections', input: 'sections' },
  output: [departmentSectionDataRef],
  dataRefs: { section: departmentSectionDataRef },
  configSchema: { order: z.number().optional() },
  *factory(
    params: {
      order?: number;
      loader: () => Promise<(props: DepartmentSectionProps) => JSX.Element>;
    },
    { config, node },
  ) {
    yield departmentSectionDataRef({
      name: node.spec.id,
      order: config.order ?? params.order ?? DEFAULT_SECTION_ORDER,
      Section: ExtensionBoundary.lazyComponent(node, params.loader),
    });
  },
});
