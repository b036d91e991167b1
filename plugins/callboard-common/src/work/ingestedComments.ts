import { z } from 'zod';
import { instantInput, jsonValue, userRef } from '../contract/primitives';
import {
  createRequiredLineSchema,
  createRequiredTextSchema,
} from '../contract/text';
import { MAX_COMMENT_LENGTH } from './comments';
import { MAX_INGESTED_ITEMS, sourceName, webAddress } from './ingest';
import { MAX_MENTIONS } from './mentions';

/** A comment of a source: always complete, except that a deleted one needs only its ids. @public */
export const ingestedWorkItemComment = z
  .object({
    /** The source's id of the comment, which never changes. */
    external_id: createRequiredLineSchema(255),
    /** The source's id of the comment's item. */
    work_item_external_id: createRequiredLineSchema(255),
    /** The time of the change at the source: older states than the stored one are ignored. */
    updated_at: instantInput,
    /** The author, if they are a known User. */
    author_ref: userRef.nullish(),
    /** The author's name at the source; required without a known User. */
    author_name: createRequiredLineSchema(255).nullish(),
    /** Markdown. */
    body: createRequiredTextSchema(MAX_COMMENT_LENGTH).nullish(),
    /** The users it mentions. */
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
