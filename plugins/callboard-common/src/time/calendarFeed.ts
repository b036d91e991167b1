import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import { instant } from '../contract/primitives';
import { CALENDAR_MEDIA_TYPE } from '../mediaTypes';
import { tag } from './common';

const user = { kind: 'user' } as const;
const path = '/me/calendar-feed';

/** @public */
export const calendarFeedEndpoints = {
  getCalendarFeed: defineEndpoint({
    method: 'GET',
    path,
    tag,
    summary: "Since when the caller's time can be read as a calendar",
    access: user,
    response: z.strictObject({ created_at: instant.nullable() }),
  }),
  createCalendarFeed: defineEndpoint({
    method: 'POST',
    path,
    tag,
    summary:
      "Give the caller's time an address that calendars can read; an earlier one ends",
    access: user,
    body: z.object({}).optional(),
    status: 201,
    response: z.strictObject({
      /** Told this once; whoever has it can read the calendar. */
      url: z.string(),
    }),
  }),
  deleteCalendarFeed: defineEndpoint({
    method: 'DELETE',
    path,
    tag,
    summary: 'End that address',
    access: user,
    status: 204,
  }),
  readCalendar: defineEndpoint({
    method: 'GET',
    path: '/calendar/{token}.ics',
    tag,
    summary: "Somebody's time as iCalendar, for who has the address",
    access: { kind: 'public' },
    params: z.strictObject({ token: z.string().max(255) }),
    download: CALENDAR_MEDIA_TYPE,
  }),
};
