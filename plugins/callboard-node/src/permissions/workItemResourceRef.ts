import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_WORK_ITEM } from '@callboard/plugin-callboard-common';

/** A work item, as permission rules see it. @public */
export interface WorkItemResource {
  /**
   * Whether a user may see the item.
   *
   * @param userRef - the reference of a User
   * @param ownershipRefs - their ownership references, such as their Groups
   */
  isVisibleTo(userRef: string, ownershipRefs: readonly string[]): boolean;
}

/** Work items as resources. A resource's reference is the item's id. @public */
export const workItemResourceRef = createPermissionResourceRef<
  WorkItemResource,
  never
>().with({ pluginId: 'callboard', resourceType: RESOURCE_TYPE_WORK_ITEM });
