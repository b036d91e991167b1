import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import { ObjectSchema } from '../contract/endpoint';
import { Permission } from '@backstage/plugin-permission-common';
import { permissions } from '../permissions';
import { uuid, projectParams } from '../contract/primitives';

const { get, put, remove } = createEndpointDefiners('Notifications');

/**
 * The level of a subscription to a project or work item: everything, only mentions, or nothing.
 *
 * @public
 */
export const subscriptionLevel = z
  .enum(['all', 'mentions', 'none'])
  .meta({ id: 'SubscriptionLevel' });

/** @public */
export type SubscriptionLevel = z.output<typeof subscriptionLevel>;

/** @public */
export const newSubscription = z
  .object({ level: subscriptionLevel })
  .meta({ id: 'NewSubscription' });

/** @public */
export type NewSubscription = z.output<typeof newSubscription>;

/** The subscription level of a user for a project or work item, and its source. @public */
export const subscription = z
  .strictObject({
    level: subscriptionLevel,
    /**
     * `own`: the user set the level for this project or item; `project`: the user set the level for
     * the item's project; `assignee` and `author`: the user follows the item automatically; `none`:
     * the user does not follow the project or item.
     */
    source: z.enum(['own', 'project', 'assignee', 'author', 'none']),
  })
  .meta({ id: 'Subscription' });

/** @public */
export type Subscription = z.output<typeof subscription>;

const access = { kind: 'project', role: 'guest' } as const;

const workItemParams = projectParams.extend({ iid: uuid });

/** The endpoints to get, put and delete the caller's subscription at a path. */
const defineSubscriptionEndpoints = <Params extends ObjectSchema>(
  subject: string,
  { path, params }: { path: string; params: Params },
  permission: Record<'update' | 'delete', Permission>,
) => ({
  get: get(`${path}/subscription`, {
    summary: `Get the caller's subscription to ${subject}, with its source`,
    access,
    params,
    response: subscription,
  }),
  put: put(`${path}/subscription`, {
    summary: `Follow or mute ${subject}`,
    access,
    permission: permission.update,
    params,
    body: newSubscription,
    response: subscription,
  }),
  delete: remove(`${path}/subscription`, {
    summary: `Reset the caller's subscription to ${subject} to the default`,
    access,
    permission: permission.delete,
    params,
  }),
});

const projectSubscription = defineSubscriptionEndpoints(
  'a project',
  {
    path: '/workspaces/{slug}/projects/{pid}',
    params: projectParams,
  },
  permissions.projectSubscription,
);

const workItemSubscription = defineSubscriptionEndpoints(
  'a work item',
  {
    path: '/workspaces/{slug}/projects/{pid}/work-items/{iid}',
    params: workItemParams,
  },
  permissions.workItemSubscription,
);

/** @public */
export const subscriptionEndpoints = {
  getProjectSubscription: projectSubscription.get,
  putProjectSubscription: projectSubscription.put,
  deleteProjectSubscription: projectSubscription.delete,
  getWorkItemSubscription: workItemSubscription.get,
  putWorkItemSubscription: workItemSubscription.put,
  deleteWorkItemSubscription: workItemSubscription.delete,
};
