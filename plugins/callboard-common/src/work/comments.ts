import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import {
  booleanParameter,
  createPageSchema,
  pageParameters,
  uuid,
  instantInput,
  jsonValue,
  userRef,
  instant,
} from '../contract/primitives';
import {
  createRequiredLineSchema,
  createRequiredTextSchema,
} from '../contract/text';
import { workReadAccess, workTag } from './common';
import {
  ingestionResult,
  MAX_INGESTED_ITEMS,
  sourceName,
  webAddress,
} from './ingest';
import { MAX_MENTIONS } from './mentions';
import { callboardWorkItemReadPermission, permissions } from '../permissions';

/** The maximum length of a comment, in characters. @public */
export const MAX_COMMENT_LENGTH = 20_000;

/** A comment on a work item. @public */
export const workItemComment = z
  .strictObject({
    id: uuid,
    project_id: uuid,
    work_item_id: uuid,
    /** A User reference; null if the author of an ingested comment is not a known User. */
    author_ref: z.string().nullable(),
    author_name: z.string(),
    /** Markdown, in which `@jane` or `@user:default/jane` mentions a user. */
    body: z.string(),
    /** References of mentioned users who could see the item at that time, in order. */
    mentions: z.array(z.string()),
    /** The origin: `callboard`, `github`, … */
    source: z.string(),
    external_id: z.string().nullable(),
    external_url: z.string().nullable(),
    /** The time of the last edit. */
    edited_at: instant.nullable(),
    version: z.int(),
    created_at: instant,
    updated_at: instant,
    /** The time of deletion. Deleted comments are returned only on request, without their text. */
    deleted_at: instant.nullable(),
    /** A User reference, or `system:callboard/callboard` if the source deleted the comment. */
    deleted_by: z.string().nullable(),
  })
  .meta({ id: 'WorkItemComment' });

/** @public */
export type WorkItemComment = z.output<typeof workItemComment>;

const commentBody = createRequiredTextSchema(MAX_COMMENT_LENGTH);

/** @public */
export const newWorkItemComment = z
  .object({ body: commentBody })
  .meta({ id: 'NewWorkItemComment' });

/** @public */
export type NewWorkItemComment = z.output<typeof newWorkItemComment>;

/** @public */
export const workItemCommentPatch = z
  .object({ body: commentBody.optional() })
  .meta({ id: 'WorkItemCommentPatch' });

/** @public */
export type WorkItemCommentPatch = z.output<typeof workItemCommentPatch>;

/** @public */
export const workItemCommentOrder = z.enum(['created_at', '-created_at']);

/** @public */
export type WorkItemCommentOrder = z.output<typeof workItemCommentOrder>;

/**
 * A comment from a source, with all its data. A deleted comment needs only its ids and the time of
 * the change.
 *
 * @public
 */
export const ingestedWorkItemComment = z
  .object({
    /** The source's id of the comment, which never changes. */
    external_id: createRequiredLineSchema(255),
    /** The source's id of the comment's item. */
    work_item_external_id: createRequiredLineSchema(255),
    /** The time of the change at the source; changes older than the stored one are ignored. */
    updated_at: instantInput,
    /** The author, if they are a known User. */
    author_ref: userRef.nullish(),
    /** The author's name at the source; required if `author_ref` is missing. */
    author_name: createRequiredLineSchema(255).nullish(),
    /** Markdown. */
    body: createRequiredTextSchema(MAX_COMMENT_LENGTH).nullish(),
    /** The users that the comment mentions. */
    mentions: z.array(userRef).max(MAX_MENTIONS).nullish(),
    external_url: webAddress.nullish(),
    created_at: instantInput.nullish(),
    /** The time of the last edit, if any. */
    edited_at: instantInput.nullish(),
    /** Whether the source deleted the comment. */
    is_deleted: z.boolean().nullish(),
  })
  .refine(({ is_deleted, body }) => is_deleted || body, {
    path: ['body'],
    message: 'is required',
  })
  .refine(
    ({ is_deleted, author_ref, author_name }) =>
      is_deleted || author_ref || author_name,
    {
      path: ['author_name'],
      message: 'either this field or author_ref is required',
    },
  )
  .meta({ id: 'IngestedWorkItemComment' });

/** @public */
export type IngestedWorkItemComment = z.output<typeof ingestedWorkItemComment>;

/** Up to 500 comments of one source. @public */
export const workItemCommentIngestion = z
  .object({
    source: sourceName,
    /** Validated one by one: an invalid comment does not affect the others. */
    comments: z.array(jsonValue).min(1).max(MAX_INGESTED_ITEMS),
  })
  .meta({ id: 'WorkItemCommentIngestion' });

/** @public */
export type WorkItemCommentIngestion = z.output<
  typeof workItemCommentIngestion
>;

const path = '/workspaces/{slug}/projects/{pid}/work-items/{iid}/comments';

const { get, post, patch, remove } = createEndpointDefiners(workTag);

/** @public */
export const commentEndpoints = {
  listWorkItemComments: get(path, {
    summary: 'List the comments on a work item, oldest first',
    access: workReadAccess,
    permission: callboardWorkItemReadPermission,
    query: z.strictObject({
      ...pageParameters,
      order_by: workItemCommentOrder.default('created_at'),
      include_deleted: booleanParameter.optional(),
    }),
    response: createPageSchema(workItemComment),
  }),
  createWorkItemComment: post(path, {
    summary: 'Comment on a work item',
    access: { kind: 'project', role: 'member', or: 'assignee' },
    permission: permissions.comment.create,
    canConflict: true,
    body: newWorkItemComment,
    status: 201,
    response: workItemComment,
  }),
  getWorkItemComment: get(`${path}/{id}`, {
    summary: 'Get a comment',
    access: workReadAccess,
    permission: callboardWorkItemReadPermission,
    response: workItemComment,
  }),
  updateWorkItemComment: patch(`${path}/{id}`, {
    summary: "Update the caller's comment",
    access: { kind: 'project', only: 'author' },
    permission: permissions.comment.update,
    isConditional: true,
    canConflict: true,
    body: workItemCommentPatch,
    response: workItemComment,
  }),
  deleteWorkItemComment: remove(`${path}/{id}`, {
    summary:
      'Delete a comment; project admins can delete the comments of other people',
    access: { kind: 'project', role: 'admin', or: 'author' },
    permission: permissions.comment.delete,
    isConditional: true,
    canConflict: true,
  }),
  ingestWorkItemComments: post(
    '/workspaces/{slug}/work-items/comments/ingest',
    {
      summary: 'Ingest comments from another system, for plugins',
      access: { kind: 'service' },
      permission: permissions.comment.ingest,
      body: workItemCommentIngestion,
      response: z.strictObject({ results: z.array(ingestionResult) }),
    },
  ),
};
