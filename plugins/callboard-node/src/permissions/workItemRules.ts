import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { workItemResourceRef } from './workItemResourceRef';

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
      'This rule can be evaluated only for known work items. Callboard cannot list them by it',
    );
  },
});

/** The permission rules of work items. @public */
export const workItemRules = { isVisibleTo };
