import { createConditionExports } from '@backstage/plugin-permission-node';
import { workItemResourceRef } from './workItemResourceRef';
import { workItemRules } from './workItemRules';

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
