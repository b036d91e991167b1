import {
  createPermissionResourceRef,
  createPermissionRule,
  createConditionExports,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_WORK_ITEM } from '@callboard/plugin-callboard-common';
import { z } from 'zod';

/** A work item, as permission rules see it. @public */
export interface WorkItemResource {
  /**
   * Whether a user may see the item.
   *
   * @param userRef - the reference of a User
   * @param ownershipRefs - the ownership references of the User, such as their Groups
   */
  isVisibleTo(userRef: string, ownershipRefs: readonly string[]): boolean;
}

/** Work items as resources. A resource's reference is the item's id. @public */
export const workItemResourceRef = createPermissionResourceRef<
  WorkItemResource,
  never
>().with({ pluginId: 'callboard', resourceType: RESOURCE_TYPE_WORK_ITEM });

const MAX_OWNERSHIP_REFS = 1_000;

const isVisibleTo = createPermissionRule({
  name: 'IS_VISIBLE_TO',
  description: 'Allow work items that a person may see in Callboard',
  resourceRef: workItemResourceRef,
  paramsSchema: z.object({
    userRef: z.string().describe('The reference of the User'),
    ownershipRefs: z
      .array(z.string())
      .max(MAX_OWNERSHIP_REFS)
      .describe(
        'The ownership references of the User: the User and their Groups',
      ),
  }),
  apply: (item, { userRef, ownershipRefs }) =>
    item.isVisibleTo(userRef, ownershipRefs),
  toQuery() {
    throw new Error(
      'The rule IS_VISIBLE_TO can be evaluated only for given work items. It cannot filter a list of work items',
    );
  },
});

/** The permission rules of work items. @public */
export const workItemRules = { isVisibleTo };

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: workItemResourceRef,
  rules: workItemRules,
});

/** The conditions that a policy can apply to work items. @public */
export const workItemConditions = conditions;

/**
 * Creates a policy's conditional decision on work items.
 *
 * @example
 * ```ts
 * createWorkItemConditionalDecision(
 *   permission,
 *   workItemConditions.isVisibleTo({
 *     userRef: user.info.userEntityRef,
 *     ownershipRefs: user.info.ownershipEntityRefs,
 *   }),
 * );
 * ```
 *
 * @public
 */
export const createWorkItemConditionalDecision = createConditionalDecision;
