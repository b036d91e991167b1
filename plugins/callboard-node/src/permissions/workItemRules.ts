import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod';
import { workItemResourceRef } from './workItemResourceRef';

const isVisibleTo = createPermissionRule({
  name: 'IS_VISIBLE_TO',
  description: 'Allow work items that a person may see in Callboard',
  resourceRef: workItemResourceRef,
  paramsSchema: z.object({
    userRef: z.string().describe('The reference of the User'),
  }),
  apply: (item, { userRef }) => item.isVisibleTo(userRef),
  toQuery() {
    throw new Error(
      'Callboard answers for items that are known, and lists none',
    );
  },
});

/** The rules about work items. @public */
export const workItemRules = { isVisibleTo };
