import { z } from 'zod';
import { anyOf } from '../contract/anyOf';
import {
  booleanParameter,
  calendarDate,
  slug,
  userRef,
  uuid,
} from '../contract/primitives';

/** What the documentation of the API has the endpoints of time under. */
export const timeTag = 'Time';

/** The parameters of a path in a workspace. */
export const inWorkspace = z.strictObject({ slug });

/** The parameters of a path to one thing of a workspace. */
export const oneOfWorkspace = z.strictObject({ slug, id: uuid });

/** Everybody in a workspace; what they get depends on what they may read. */
export const everyRole = { kind: 'workspace', role: 'guest' } as const;

/** Everybody in a workspace but its guests. */
export const members = { kind: 'workspace', role: 'member' } as const;

/** The admins of a workspace. */
export const admins = { kind: 'workspace', role: 'admin' } as const;

/** How many minutes a day has at most. @public */
export const MAX_MINUTES_PER_DAY = 1_440;

/** The minutes of one entry, or of a day. */
export const minutesOfDay = z
  .int('must be a whole number of minutes')
  .min(0, 'must not be negative')
  .max(MAX_MINUTES_PER_DAY, `must be at most ${MAX_MINUTES_PER_DAY}`);

/** A kind of activity, as a workspace names it in its settings. @public */
export const activityType = z
  .string()
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N} ._/&+-]{0,31}$/u,
    'must be 1 to 32 letters, digits, spaces or ._/&+-, beginning with a letter or digit',
  );

/** The parameters of a range of days, both included. */
export const dateRange = {
  date_from: calendarDate.optional(),
  date_to: calendarDate.optional(),
};

/** The people that a report is about. */
export const whoseTime = {
  department: uuid.optional(),
  /** With the departments beneath `department`. */
  recursive: booleanParameter.optional(),
  member_id: anyOf(userRef).optional(),
};

/** Refuses a last day before the first. */
export function rangeInOrder<Schema extends z.ZodType>(schema: Schema): Schema {
  return schema.refine(
    value => {
      const { date_from, date_to } = value as Record<
        string,
        string | undefined
      >;
      return !date_from || !date_to || date_to >= date_from;
    },
    { path: ['date_to'], message: 'must not be before date_from' },
  );
}
