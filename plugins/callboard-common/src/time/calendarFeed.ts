import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import { instant, uuid } from '../contract/primitives';
import { CALENDAR_MEDIA_TYPE } from '../mediaTypes';
import { timeTag } from './common';

/** The calendar feed of a user's time, as later responses show it: without its secret. @public */
export const calendarFeed = z
  .strictObject({ id: uuid, user_ref: z.string(), created_at: instant })
  .meta({ id: 'CalendarFeed' });

/** @public */
export type CalendarFeed = z.output<typeof calendarFeed>;

const user = { kind: 'user' } as const;
const path = '/me/calendar-feed';

/** @public */
export const calendarFeedEndpoints = {
  getCalendarFeed: defineEndpoint({
    method: 'GET',
    path,
    tag: timeTag,
    summary: "Get the caller's calendar feed",
    access: user,
    response: z.strictObject({ created_at: instant.nullable() }),
  }),
  createCalendarFeed: defineEndpoint({
    method: 'POST',
    path,
    tag: timeTag,
    summary:
      "Create a calendar feed of the caller's time entries; it replaces an earlier one",
    access: user,
    body: z.object({}).optional(),
    status: 201,
    response: z.strictObject({
      /** Returned only once; anyone with the URL can read the calendar. */
      url: z.string(),
    }),
  }),
  deleteCalendarFeed: defineEndpoint({
    method: 'DELETE',
    path,
    tag: timeTag,
    summary: "Delete the caller's calendar feed",
    access: user,
    status: 204,
  }),
  readCalendar: defineEndpoint({
    method: 'GET',
    path: '/calendar/{token}.ics',
    tag: timeTag,
    summary:
      "Get a person's time entries as iCalendar, by the secret token of the feed",
    access: { kind: 'public' },
    params: z.strictObject({ token: z.string() }),
    download: CALENDAR_MEDIA_TYPE,
    isHeavy: true,
  }),
};
