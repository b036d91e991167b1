import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import { calendarDate, instant, slug, uuid } from '../contract/primitives';
import { timeTag } from './common';
import { durationMinutes, worklog, worklogDescription } from './worklogs';

/** What a suggestion is called as long as it is made of the same. @public */
export const suggestionId = z.string().min(1).max(64);

/**
 * An entry that somebody could make of what they did on a day. Nothing is logged
 * before they accept it.
 *
 * @public
 */
export const timeSuggestion = z
  .strictObject({
    id: z.string(),
    /** From their activity, or a timer that stopped and could not be logged. */
    kind: z.enum(['activity', 'timer']),
    workspace_slug: slug,
    project_id: uuid,
    work_item: z.strictObject({
      id: uuid,
      identifier: z.string(),
      title: z.string(),
    }),
    date: z.string(),
    started_at: instant,
    ended_at: instant,
    minutes: z.int().min(1),
    description: z.string().nullable(),
    /** Why it could not be logged by itself. */
    reason: z.string().nullable(),
    /** What it was made of, oldest first. */
    evidence: z.array(
      z.strictObject({
        at: instant,
        action: z.string(),
        entity_type: z.string(),
        label: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'TimeSuggestion' });

/** @public */
export type TimeSuggestion = z.output<typeof timeSuggestion>;

const user = { kind: 'user' } as const;
const path = '/me/time-suggestions';

/** @public */
export const acceptedSuggestions = z
  .object({
    date: calendarDate,
    items: z
      .array(
        z.object({
          id: suggestionId,
          /** Left out, as suggested. */
          minutes: durationMinutes.nullish(),
          description: worklogDescription.nullish(),
        }),
      )
      .min(1)
      .max(50)
      .refine(
        items => new Set(items.map(({ id }) => id)).size === items.length,
        'must not name a suggestion twice',
      ),
  })
  .meta({ id: 'AcceptedSuggestions' });

/** @public */
export type AcceptedSuggestions = z.output<typeof acceptedSuggestions>;

/** @public */
export const suggestionEndpoints = {
  listTimeSuggestions: defineEndpoint({
    method: 'GET',
    path,
    tag: timeTag,
    summary: 'What could be logged of a day, with the evidence',
    access: user,
    query: z.strictObject({
      /** Left out, today in the caller's zone. */
      date: calendarDate.optional(),
    }),
    response: z.strictObject({
      date: z.string(),
      items: z.array(timeSuggestion),
    }),
  }),
  acceptTimeSuggestions: defineEndpoint({
    method: 'POST',
    path: `${path}/accept`,
    tag: timeTag,
    summary: 'Log what was suggested, all or nothing',
    access: user,
    body: acceptedSuggestions,
    status: 201,
    response: z.strictObject({ worklogs: z.array(worklog) }),
  }),
  dismissTimeSuggestion: defineEndpoint({
    method: 'DELETE',
    path: `${path}/{id}`,
    tag: timeTag,
    summary: 'Suggest something no more',
    access: user,
    params: z.strictObject({ id: suggestionId }),
    query: z.strictObject({ date: calendarDate }),
    status: 204,
  }),
};
