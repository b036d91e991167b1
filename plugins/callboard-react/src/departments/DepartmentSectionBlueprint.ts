import {
  createExtensionBlueprint,
  ExtensionBoundary,
} from '@backstage/frontend-plugin-api';
import { z } from 'zod';
import { LAST_SECTION } from '../sections/PageSection';
import type { DepartmentSectionProps } from './DepartmentSectionProps';
import { departmentSectionDataRef } from './departmentSectionDataRef';

/**
 * Adds a section to department pages. Any plugin of the portal can use it; portals
 * can change the order in their configuration.
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
      order: config.order ?? params.order ?? LAST_SECTION,
      Section: ExtensionBoundary.lazyComponent(node, params.loader),
    });
  },
});
