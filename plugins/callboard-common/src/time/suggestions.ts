import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import {
  calendarDate,
  instant,
  slug,
  uuid,
  areUnique,
} from '../contract/primitives';
import { timeTag } from './common';
import { durationMinutes, worklog, worklogDescription } from './worklogs';
import { permissions } from '../permissions';

/** The id of a suggestion, stable as long as its evidence is unchanged. @public */
export const suggestionId = z.string().min(1).max(64);

/**
 * A worklog suggested from a user's activity or stopped timer on a day. Callboard logs the time
 * only if the user accepts the suggestion.
 *
 * @public
 */
export const timeSuggestion = z
  .strictObject({
    id: z.string(),
    /** The origin: the user's activity, or a stopped timer that could not be logged. */
    kind: z.enum(['activity', 'timer']),
    workspace_slug: slug,
    project_id: uuid,
    work_item: worklog.shape.work_item,
    date: z.string(),
    started_at: instant,
    ended_at: instant,
    minutes: z.int().min(1),
    description: z.string().nullable(),
    /** The reason why the timer could not be logged automatically; null for `activity`. */
    reason: z.string().nullable(),
    /** The evidence of the suggestion, oldest first. */
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

const userAccess = { kind: 'user' } as const;
const path = '/me/time-suggestions';

/** @public */
export const acceptedSuggestions = z
  .object({
    date: calendarDate,
    items: z
      .array(
        z.object({
          id: suggestionId,
          /** Defaults to the suggested minutes. */
          minutes: durationMinutes.nullish(),
          description: worklogDescription.nullish(),
        }),
      )
      .min(1)
      .max(50)
      .refine(
        items => areUnique(items.map(({ id }) => id)),
        'must not name a suggestion twice',
      ),
  })
  .meta({ id: 'AcceptedSuggestions' });

/** @public */
export type AcceptedSuggestions = z.output<typeof acceptedSuggestions>;

const { get, post, remove } = createEndpointDefiners(timeTag);

/** @public */
export const suggestionEndpoints = {
  listTimeSuggestions: get(path, {
    summary: 'Suggest time entries for a day, with the evidence',
    access: userAccess,
    query: z.strictObject({
      /** Defaults to today in the caller's zone. */
      date: calendarDate.optional(),
    }),
    response: z.strictObject({
      date: z.string(),
      items: z.array(timeSuggestion),
    }),
  }),
  acceptTimeSuggestions: post(`${path}/accept`, {
    summary: 'Log suggested time entries, all or none',
    access: userAccess,
    permission: permissions.timeSuggestion.accept,
    canConflict: true,
    body: acceptedSuggestions,
    status: 201,
    response: z.strictObject({ worklogs: z.array(worklog) }),
  }),
  dismissTimeSuggestion: remove(`${path}/{id}`, {
    summary: 'Dismiss a suggestion',
    access: userAccess,
    permission: permissions.timeSuggestion.delete,
    params: z.strictObject({ id: suggestionId }),
    query: z.strictObject({ date: calendarDate }),
  }),
};
