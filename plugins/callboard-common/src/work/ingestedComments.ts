import { z } from 'zod';
import { instantInput, jsonValue, userRef } from '../contract/primitives';
import { requiredLine, requiredText } from '../contract/text';
import { MAX_COMMENT_LENGTH } from './comments';
import { MAX_INGESTED_ITEMS, sourceName, webAddress } from './ingest';
import { MAX_MENTIONS } from './mentions';

/**
 * A comment as its source has it: always the whole of it, but only the ids of one
 * that is gone.
 *
 * @public
 */
export const ingestedWorkItemComment = z
  .object({
    /** The source's id of the comment, which never changes. */
    external_id: requiredLine(255),
    /** The source's id of the item that it is on. */
    work_item_external_id: requiredLine(255),
    /** When it changed there: what is older than what is known is left alone. */
    updated_at: instantInput,
    /** Who wrote it, where a User is known. */
    author_ref: userRef.nullish(),
    /** What the source calls them: needed where no User is known. */
    author_name: requiredLine(255).nullish(),
    /** Markdown. */
    body: requiredText(MAX_COMMENT_LENGTH).nullish(),
    /** The people it mentions. */
    mentions: z.array(userRef).max(MAX_MENTIONS).nullish(),
    external_url: webAddress.nullish(),
    created_at: instantInput.nullish(),
    /** When its text was changed last, if ever. */
    edited_at: instantInput.nullish(),
    /** The source has deleted the comment. */
    is_deleted: z.boolean().nullish(),
  })
  .refine(({ is_deleted, body }) => is_deleted || body, {
    path: ['body'],
    message: 'a comment needs one',
  })
  .refine(
    ({ is_deleted, author_ref, author_name }) =>
      is_deleted || author_ref || author_name,
    { path: ['author_name'], message: 'a comment needs it, or author_ref' },
  )
  .meta({ id: 'IngestedWorkItemComment' });

/** @public */
export type IngestedWorkItemComment = z.output<typeof ingestedWorkItemComment>;

/** Up to 500 comments of one source. @public */
export const workItemCommentIngestion = z
  .object({
    source: sourceName,
    /** Looked at one by one: what is wrong with one does not touch the others. */
    comments: z.array(jsonValue).min(1).max(MAX_INGESTED_ITEMS),
  })
  .meta({ id: 'WorkItemCommentIngestion' });

/** @public */
export type WorkItemCommentIngestion = z.output<
  typeof workItemCommentIngestion
>;
