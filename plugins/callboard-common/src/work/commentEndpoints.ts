import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import {
  booleanParameter,
  createPageSchema,
  pageParameters,
  slug,
  uuid,
} from '../contract/primitives';
import {
  newWorkItemComment,
  workItemComment,
  workItemCommentOrder,
  workItemCommentPatch,
} from './comments';
import { reads, workTag } from './common';
import { ingestionResult } from './ingest';
import { workItemCommentIngestion } from './ingestedComments';

const path = '/workspaces/{slug}/projects/{pid}/work-items/{iid}/comments';
const params = z.strictObject({ slug, pid: uuid, iid: uuid });
const one = params.extend({ id: uuid });

/** @public */
export const commentEndpoints = {
  listWorkItemComments: defineEndpoint({
    method: 'GET',
    path,
    tag: workTag,
    summary: 'List the comments on a work item, oldest first',
    access: reads,
    params,
    query: z.strictObject({
      ...pageParameters,
      order_by: workItemCommentOrder.default('created_at'),
      include_deleted: booleanParameter.optional(),
    }),
    response: createPageSchema(workItemComment),
  }),
  createWorkItemComment: defineEndpoint({
    method: 'POST',
    path,
    tag: workTag,
    summary: 'Comment on a work item',
    access: { kind: 'project', role: 'member', or: 'assignee' },
    params,
    body: newWorkItemComment,
    status: 201,
    response: workItemComment,
  }),
  getWorkItemComment: defineEndpoint({
    method: 'GET',
    path: `${path}/{id}`,
    tag: workTag,
    summary: 'Get a comment',
    access: reads,
    params: one,
    response: workItemComment,
  }),
  updateWorkItemComment: defineEndpoint({
    method: 'PATCH',
    path: `${path}/{id}`,
    tag: workTag,
    summary: "Update the caller's comment",
    access: { kind: 'project', only: 'author' },
    params: one,
    body: workItemCommentPatch,
    response: workItemComment,
  }),
  deleteWorkItemComment: defineEndpoint({
    method: 'DELETE',
    path: `${path}/{id}`,
    tag: workTag,
    summary: 'Delete a comment; project admins can delete those of others',
    access: { kind: 'project', role: 'admin', or: 'author' },
    params: one,
    status: 204,
  }),
  ingestWorkItemComments: defineEndpoint({
    method: 'POST',
    path: '/workspaces/{slug}/work-items/comments/ingest',
    tag: workTag,
    summary: 'Ingest comments from another system, for plugins',
    access: { kind: 'service' },
    params: z.strictObject({ slug }),
    body: workItemCommentIngestion,
    response: z.strictObject({ results: z.array(ingestionResult) }),
  }),
};
