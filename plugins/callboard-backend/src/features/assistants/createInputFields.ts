import { DEFAULT_WORKSPACE } from '@callboard/plugin-callboard-common';
import { Zod } from './AssistantAction';
import { periods } from './periods';

/** The common input fields of actions. */
export function createInputFields(z: Zod) {
  const createDayField = (what: string) =>
    z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day like 2026-01-31')
      .optional()
      .describe(`${what}, as YYYY-MM-DD`);
  const createNameField = (what: string) =>
    z.string().min(1).max(255).describe(what);
  return {
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
    /** The requested days. */
    days: {
      period: z
        .enum(periods)
        .optional()
        .describe(
          "A relative date range, in the workspace's time zone and with its first day of the week. Use it instead of start and end",
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
