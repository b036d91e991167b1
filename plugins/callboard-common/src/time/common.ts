import { z } from 'zod';
import {
  createListParameter,
  booleanParameter,
  calendarDate,
  userRef,
  uuid,
  requireOrder,
} from '../contract/primitives';
import { createPatternSchema } from '../contract/text';

/** The tag of time endpoints in the API documentation. */
export const timeTag = 'Time';

/** Access for all members of a workspace; the response depends on what they may read. */
export const guestAccess = { kind: 'workspace', role: 'guest' } as const;

/** Access for all members of a workspace except guests. */
export const memberAccess = { kind: 'workspace', role: 'member' } as const;

/** Access for the admins of a workspace. */
export const adminAccess = { kind: 'workspace', role: 'admin' } as const;

/** The maximum number of minutes in a day. @public */
export const MAX_MINUTES_PER_DAY = 1_440;

/** A number of minutes that fits into a day; 0 is valid. */
export const minutesOfDay = z
  .int('must be a whole number of minutes')
  .min(0, 'must not be negative')
  .max(MAX_MINUTES_PER_DAY, `must be at most ${MAX_MINUTES_PER_DAY}`);

/** An activity type, as in a workspace's settings. @public */
export const activityType = createPatternSchema(
  /^[\p{L}\p{N}][\p{L}\p{N} ._/&+-]{0,31}$/u,
  'must be 1 to 32 letters, digits, spaces or ._/&+-, beginning with a letter or digit',
);

/** The parameters of an inclusive range of days. */
export const dateRange = {
  date_from: calendarDate.optional(),
  date_to: calendarDate.optional(),
};

/** The parameter that selects people by their User references. */
export const memberList = createListParameter(userRef).optional();

/** The parameters that select the people of a report. */
export const peopleFilter = {
  department: uuid.optional(),
  /** Includes the descendants of `department`. */
  recursive: booleanParameter.optional(),
  member_id: memberList,
};

/** Rejects a range that ends before it starts. */
export const requireOrderedRange = <Schema extends z.ZodType>(schema: Schema) =>
  requireOrder(schema, 'date_from', 'date_to');
