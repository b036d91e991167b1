import { z } from 'zod';
import { instant, uuid } from '../contract/primitives';
import { createRequiredTextSchema } from '../contract/text';

/** The maximum length of a comment, in characters. @public */
export const MAX_COMMENT_LENGTH = 20_000;

/** A comment on a work item. @public */
export const workItemComment = z
  .strictObject({
    id: uuid,
    project_id: uuid,
    work_item_id: uuid,
    /** A User reference; null for an author of the source who is not a known User. */
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
    /** Only if deleted comments are requested. Their text is removed. */
    deleted_at: instant.nullable(),
    /** A User reference, or Callboard's own if the source deleted it. */
    deleted_by: z.string().nullable(),
  })
  .meta({ id: 'WorkItemComment' });

/** @public */
export type WorkItemComment = z.output<typeof workItemComment>;

const body = createRequiredTextSchema(MAX_COMMENT_LENGTH);

/** @public */
export const newWorkItemComment = z
  .object({ body })
  .meta({ id: 'NewWorkItemComment' });

/** @public */
export type NewWorkItemComment = z.output<typeof newWorkItemComment>;

/** @public */
export const workItemCommentPatch = z
  .object({ body: body.optional() })
  .meta({ id: 'WorkItemCommentPatch' });

/** @public */
export type WorkItemCommentPatch = z.output<typeof workItemCommentPatch>;

/** @public */
export const workItemCommentOrder = z.enum(['created_at', '-created_at']);

/** @public */
export type WorkItemCommentOrder = z.output<typeof workItemCommentOrder>;
