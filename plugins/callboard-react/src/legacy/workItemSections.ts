import { createApiFactory, type AnyApiFactory } from '@backstage/core-plugin-api';
import { lazy } from 'react';
import { sectionsInOrder } from '../workItems/sectionsInOrder';
import type {
  WorkItemSection,
  WorkItemSectionProps,
} from '../workItems/WorkItemSection';
import { workItemSectionsApiRef } from '../workItems/workItemSectionsApiRef';

/**
 * A section of work items for portals on the legacy frontend system.
 *
 * @param load - as `bridged` answers it
 * @public
 */
export function workItemSection(options: {
  name: string;
  order: number;
  load: () => Promise<(props: WorkItemSectionProps) => JSX.Element>;
}): WorkItemSection {
  const { name, order, load } = options;
  return {
    name,
    order,
    Section: lazy(async () => ({ default: await load() })),
  };
}

/**
 * Gives the details of work items the sections of other plugins, in a portal on the
 * legacy frontend system.
 *
 * @example
 * ```ts
 * export const apis = [workItemSectionsFactory(callboardTimeSection)];
 * ```
 *
 * @public
 */
export function workItemSectionsFactory(
  ...sections: WorkItemSection[]
): AnyApiFactory {
  return createApiFactory(workItemSectionsApiRef, sectionsInOrder(sections));
}
