import { z } from 'zod';
import { instant, uuid } from '../contract/primitives';
import { requiredText } from '../contract/text';

/** How many characters a comment has at most. @public */
export const MAX_COMMENT_LENGTH = 20_000;

/**
 * What somebody says about a work item.
 *
 * @public
 */
export const workItemComment = z
  .strictObject({
    id: uuid,
    project_id: uuid,
    work_item_id: uuid,
    /** A User reference; null for somebody of the source who is no known User. */
    author_ref: z.string().nullable(),
    author_name: z.string(),
    /** Markdown, in which `@jane` or `@user:default/jane` mentions somebody. */
    body: z.string(),
    /** References of the people mentioned who could see the item then, in order. */
    mentions: z.array(z.string()),
    /** Where it comes from: `callboard`, `github`, … */
    source: z.string(),
    external_id: z.string().nullable(),
    external_url: z.string().nullable(),
    /** When its text was changed last. */
    edited_at: instant.nullable(),
    version: z.int(),
    created_at: instant,
    updated_at: instant,
    /** Only where deleted ones are asked for. They have no text any more. */
    deleted_at: instant.nullable(),
    /** A User reference, or Callboard's own where the source deleted it. */
    deleted_by: z.string().nullable(),
  })
  .meta({ id: 'WorkItemComment' });

/** @public */
export type WorkItemComment = z.output<typeof workItemComment>;

const body = requiredText(MAX_COMMENT_LENGTH);

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
