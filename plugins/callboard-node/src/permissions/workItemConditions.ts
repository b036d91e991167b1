import { createConditionExports } from '@backstage/plugin-permission-node';
import { workItemResourceRef } from './workItemResourceRef';
import { workItemRules } from './workItemRules';

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: workItemResourceRef,
  rules: workItemRules,
});

/** The conditions that a policy can put on work items. @public */
export const workItemConditions = conditions;

/**
 * Makes a policy's decision about a permission on work items.
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
