import {
  createExtensionBlueprint,
  ExtensionBoundary,
} from '@backstage/frontend-plugin-api';
import { z } from 'zod';
import { LAST_SECTION } from '../sections/PageSection';
import type { WorkItemSectionProps } from './WorkItemSectionProps';
import { workItemSectionDataRef } from './workItemSectionDataRef';

/**
 * Adds a section to the details of work items, wherever they are opened. Any plugin of
 * the portal can use it; portals can change the order in their configuration.
 *
 * @example
 * ```tsx
 * WorkItemSectionBlueprint.make({
 *   name: 'deployments',
 *   params: {
 *     loader: () => import('./Deployments').then(m => m.Deployments),
 *   },
 * });
 * ```
 *
 * @public
 */
export const WorkItemSectionBlueprint = createExtensionBlueprint({
  kind: 'callboard-work-item-section',
  attachTo: { id: 'api:callboard-work/item-sections', input: 'sections' },
  output: [workItemSectionDataRef],
  dataRefs: { section: workItemSectionDataRef },
  configSchema: { order: z.number().optional() },
  *factory(
    params: {
      order?: number;
      loader: () => Promise<(props: WorkItemSectionProps) => JSX.Element>;
    },
    { config, node },
  ) {
    yield workItemSectionDataRef({
      name: node.spec.id,
      order: config.order ?? params.order ?? LAST_SECTION,
      Section: ExtensionBoundary.lazyComponent(node, params.loader),
    });
  },
});
