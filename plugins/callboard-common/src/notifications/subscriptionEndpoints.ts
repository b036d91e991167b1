import { z } from 'zod';
import { defineEndpoint, ObjectSchema } from '../contract/endpoint';
import { slug, uuid } from '../contract/primitives';
import { notificationsTag } from './common';
import { newSubscription, subscription } from './subscriptions';

const access = { kind: 'project', role: 'guest' } as const;

const project = z.strictObject({ slug, pid: uuid });
const workItem = project.extend({ iid: uuid });

/** The endpoints to get, put and delete the caller's subscription at a path. */
const subscriptionAt = <Params extends ObjectSchema>(
  of: string,
  { path, params }: { path: string; params: Params },
) => ({
  get: defineEndpoint({
    method: 'GET',
    path: `${path}/subscription`,
    tag: notificationsTag,
    summary: `What the caller hears of ${of}, and why`,
    access,
    params,
    response: subscription,
  }),
  put: defineEndpoint({
    method: 'PUT',
    path: `${path}/subscription`,
    tag: notificationsTag,
    summary: `Follow or mute ${of}`,
    access,
    params,
    body: newSubscription,
    response: subscription,
  }),
  delete: defineEndpoint({
    method: 'DELETE',
    path: `${path}/subscription`,
    tag: notificationsTag,
    summary: `Forget that the caller follows or has muted ${of}`,
    access,
    params,
    status: 204,
  }),
});

const ofProject = subscriptionAt('a project', {
  path: '/workspaces/{slug}/projects/{pid}',
  params: project,
});

const ofWorkItem = subscriptionAt('a work item', {
  path: '/workspaces/{slug}/projects/{pid}/work-items/{iid}',
  params: workItem,
});

/** @public */
export const subscriptionEndpoints = {
  getProjectSubscription: ofProject.get,
  putProjectSubscription: ofProject.put,
  deleteProjectSubscription: ofProject.delete,
  getWorkItemSubscription: ofWorkItem.get,
  putWorkItemSubscription: ofWorkItem.put,
  deleteWorkItemSubscription: ofWorkItem.delete,
};
