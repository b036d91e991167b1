import {
  createExtensionBlueprint,
  ExtensionBoundary,
  createExtensionDataRef,
  createApiRef,
  type ApiRef,
} from '@backstage/frontend-plugin-api';
import { z } from 'zod';
import type { Project, WorkItem } from '@callboard/plugin-callboard-common';
import {
  DEFAULT_SECTION_ORDER,
  type PageSection,
  type PageSections,
} from './PageSections';
import type { OwnWorkspace } from '../workspaces/useWorkspaceChoice';

/** Props of a section about the open work item. @public */
export interface WorkItemSectionProps {
  workspace: OwnWorkspace;
  project: Project;
  item: WorkItem;
}

/**
 * Provides the sections of other plugins to work item details. In the new frontend system,
 * `WorkItemSectionBlueprint` registers the sections. In the legacy frontend system, the portal
 * registers them with `createPageSectionsFactory`.
 *
 * @public
 */
export const workItemSectionsApiRef: ApiRef<
  PageSections<WorkItemSectionProps>
> = createApiRef<PageSections<WorkItemSectionProps>>().with({
  id: 'plugin.callboard-work.item-sections',
  pluginId: 'callboard-work',
});

/** The extension data of a section in work item details. @public */
export const workItemSectionDataRef = createExtensionDataRef<
  PageSection<WorkItemSectionProps>
>().with({ id: 'callboard.work-item-section' });

/**
 * Adds a section to the details of work items, wherever the details are opened. Any plugin of the
 * portal can use the blueprint. A portal can change the order of sections in its configuration.
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
      order: config.order ?? params.order ?? DEFAULT_SECTION_ORDER,
      Section: ExtensionBoundary.lazyComponent(node, params.loader),
    });
  },
});
