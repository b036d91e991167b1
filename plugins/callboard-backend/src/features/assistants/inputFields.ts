import {
  DEFAULT_WORKSPACE,
  endpoints,
  parseDuration,
} from '@callboard/plugin-callboard-common';
import { InputError } from '@backstage/errors';
import { DateTime } from 'luxon';
import {
  getPreviousRange,
  toDayRange,
} from '../dashboards/numbers/resolveQuery';
import { addDays } from '../../database/zones';
import { Zod, AssistantUser } from './AssistantAction';

const periods = [
  'today',
  'yesterday',
  'this_week',
  'last_week',
  'this_month',
  'last_month',
  'last_7_days',
  'last_30_days',
] as const;

export function createInputFields(z: Zod) {
  const createDayField = (description: string) =>
    z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day such as 2026-01-31')
      .optional()
      .describe(`${description}, as YYYY-MM-DD`);
  const createNameField = (description: string) =>
    z.string().min(1).max(255).describe(description);
  return {
    id: (description: string) => z.string().uuid().describe(description),
    day: createDayField,
    workspace: z
      .string()
      .min(1)
      .max(63)
      .default(DEFAULT_WORKSPACE)
      .describe(
        `The slug of the workspace, from who-am-i. Default: ${DEFAULT_WORKSPACE}`,
      ),
    project: createNameField(
      'A project: its identifier such as PAY, its name, the name of its catalog entity, or its id',
    ),
    item: z
      .string()
      .regex(
        /^\s*[A-Za-z][A-Za-z0-9]{0,11}-\d{1,9}\s*$/,
        'must be the identifier of a work item such as PAY-42',
      )
      .describe('The identifier of a work item, such as PAY-42'),
    person: createNameField(
      'A person: "me", a User reference such as user:default/jane, or the name or email address of a person in the staff directory',
    ),
    department: createNameField('A department: its name, its code, or its id'),
    duration: z
      .string()
      .min(1)
      .max(50)
      .describe(
        'A duration in hours and minutes as text: 1h30, 1h 30m, 1:30, 90m, 1.5h. A whole number without a unit means minutes',
      ),
    search: z.string().min(1).max(200).optional(),
    days: {
      period: z
        .enum(periods)
        .optional()
        .describe(
          "A relative date range. It uses the workspace's time zone and first day of the week. Omit it if you pass start or end",
        ),
      start: createDayField('The first day'),
      end: createDayField('The last day (inclusive)'),
    },
    page: {
      limit: z
        .number()
        .int()
        .min(1)
        .max(50)
        .default(25)
        .describe('The maximum number of results, 1 to 50'),
      cursor: z
        .string()
        .max(4_096)
        .optional()
        .describe(
          'The next_cursor of the previous response; keep all other input unchanged',
        ),
    },
  };
}

/** The fields that several actions have. */
export type InputFields = ReturnType<typeof createInputFields>;

/**
 * Parses a duration such as `1h30` to minutes. Rejects days, because the length of a working day
 * differs between users.
 *
 * @param field - the input field, for the error
 * @throws InputError if the text is not a duration
 */
export function readMinutes(field: string, text: string): number {
  const minutes = /\d\s*d/i.test(text) ? undefined : parseDuration(text, 0);
  if (minutes === undefined) {
    throw new InputError(
      `${field}: must be hours and minutes such as 1h30, 90m or 1.5h`,
    );
  }
  return minutes;
}

/** A workspace and the requested days, as the assistant specifies them. */
export interface PeriodInput {
  workspace: string;
  period?: (typeof periods)[number];
  start?: string;
  end?: string;
}

/**
 * Returns the first and last day of the named period, or `start` and `end` if the input has days.
 *
 * @param defaultPeriod - used if the input has no period and no days
 * @throws InputError if the input has both a period and days
 */
export async function readPeriodDays(
  user: AssistantUser,
  { workspace: slug, period: named, start, end }: PeriodInput,
  defaultPeriod?: PeriodInput['period'],
): Promise<{ start?: string; end?: string }> {
  if (named && (start || end)) {
    throw new InputError('period: cannot be combined with start and end');
  }
  const period = start || end ? undefined : named ?? defaultPeriod;
  if (!period) {
    return { start, end };
  }
  const { timezone, week_start } = await user.call(endpoints.getWorkspace, {
    params: { slug },
  });
  const today = DateTime.now().setZone(timezone).toISODate()!;
  const getDays = (choice: 'this_week' | 'this_month') =>
    toDayRange(choice, { today, weekStart: week_start });
  if (period === 'last_week') {
    return getPreviousRange(getDays('this_week'))!;
  }
  if (period === 'last_month') {
    const last = addDays(getDays('this_month').start, -1);
    return { start: `${last.slice(0, 7)}-01`, end: last };
  }
  return toDayRange(period, { today, weekStart: week_start });
}
