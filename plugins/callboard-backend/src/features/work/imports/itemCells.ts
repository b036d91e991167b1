import {
  calendarDate,
  cleanText,
  DateOrder,
  ingestedLabel,
  ingestedWorkItem,
  instantInput,
  parseDuration,
  Priority,
  StateGroup,
} from '@callboard/plugin-callboard-common';
import { uniq } from 'lodash';
import { z } from 'zod';
import { cutText } from '../../../database/text';
import { getDateInZone, toFirstInstant } from '../../../database/zones';
import { CellMoment, createMomentCellSchema } from '../../../imports/moments';
import {
  createIdentifierCell,
  parseDecimal,
  typedCell,
} from '../../../imports/parseCells';
import { ItemFileFormat } from './itemFileFormats';

/** The usual names of priorities, and the numbers of Azure DevOps. */
const priorityNames: Readonly<Record<Priority, readonly string[]>> = {
  urgent: ['urgent', 'highest', 'blocker', 'critical', 'p0', '1'],
  high: ['high', 'major', 'p1', '2'],
  medium: ['medium', 'normal', 'p2', '3'],
  low: ['low', 'lowest', 'minor', 'trivial', 'p3', 'p4', '4'],
  none: ['none', 'no priority', '0'],
};

/** The usual names of states, in lower case with single spaces. */
const stateNames: Readonly<Record<StateGroup, readonly string[]>> = {
  triage: ['triage'],
  backlog: ['backlog', 'open', 'new', 'icebox', 'proposed'],
  unstarted: [
    'todo',
    'to do',
    'ready',
    'planned',
    'approved',
    'unstarted',
    'reopened',
    'selected for development',
  ],
  started: [
    'in progress',
    'started',
    'doing',
    'active',
    'committed',
    'in development',
    'in review',
    'code review',
    'review',
    'testing',
    'in testing',
    'blocked',
  ],
  completed: [
    'done',
    'closed',
    'completed',
    'complete',
    'resolved',
    'merged',
    'released',
    'fixed',
  ],
  cancelled: [
    'cancelled',
    'canceled',
    'removed',
    'rejected',
    'declined',
    'duplicate',
    'not planned',
    "won't do",
    "won't fix",
  ],
};

function findKey<Key extends string>(
  names: Readonly<Record<Key, readonly string[]>>,
  text: string,
): Key | undefined {
  const name = text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
  return (Object.keys(names) as Key[]).find(key => names[key].includes(name));
}

/** Returns the group of a state with a usual name; undefined for other names. */
export function findStateGroup(name: string): StateGroup | undefined {
  return findKey(stateNames, name);
}

/** The maximum length of the name of a label, cycle or module. */
const MAX_SETTING_NAME_LENGTH = 100;

const textSchema = z.string().transform(cleanText);

const { shape } = ingestedWorkItem;

const nameSchema = textSchema.pipe(shape.external_id);

/** Shortens names, because other tools allow longer names than Callboard. */
const settingNameSchema = textSchema
  .transform(value =>
    cutText(value.replace(/\s+/g, ' ').trim(), MAX_SETTING_NAME_LENGTH),
  )
  .pipe(ingestedLabel.shape.name);

/** The maximum number of labels and of assignees, as in ingestion. */
const MAX_LABELS = 100;
const MAX_ASSIGNEES = 50;

/** Creates the schema of a cell with several values; checks their number first. */
function createListCell(
  item: z.ZodType<string, string>,
  separator: RegExp,
  max: number,
) {
  return textSchema
    .transform(value =>
      uniq(
        value
          .split(separator)
          .map(part => part.trim())
          .filter(Boolean),
      ),
    )
    .refine(values => values.length <= max, {
      error: `must have at most ${max} values`,
      abort: true,
    })
    .pipe(z.array(item));
}

const LIST_SEPARATOR = /[\n,;]/;

function createDurationCell(minutesPerUnit: number, minutesPerDay: number) {
  return typedCell
    .transform(value =>
      /^\d[\d.,]*$/.test(value)
        ? Math.round(parseDecimal(value) * minutesPerUnit)
        : parseDuration(value, minutesPerDay) ?? NaN,
    )
    .pipe(z.int('must be a duration such as 1h 30m').min(0).max(10_000_000));
}

const outOfRange = 'must be in the years 1970 to 9999';

export function createItemCells({
  format,
  zone,
  order,
  minutesPerDay,
}: {
  format: Pick<ItemFileFormat, 'minutesPerUnit' | 'separators'>;
  /** The time zone of times without a UTC offset. */
  zone: string;
  order: DateOrder | undefined;
  /** The length of a working day, for `1d`. */
  minutesPerDay: number;
}) {
  const { minutesPerUnit, separators = {} } = format;
  const moment = createMomentCellSchema('date', order);
  // Conversion to the time zone can move a date out of the years that the database can store.
  const date = moment
    .transform(value => toDate(value, zone))
    .refine(value => calendarDate.safeParse(value).success, outOfRange);
  const instant = moment
    .transform(value => toInstant(value, zone))
    .refine(value => instantInput.safeParse(value).success, outOfRange);
  return {
    title: textSchema.pipe(shape.title.unwrap()),
    external_id: createIdentifierCell(nameSchema),
    description: textSchema.pipe(shape.description.unwrap().unwrap()),
    state: nameSchema,
    // Priorities without a counterpart in Callboard become `none`.
    priority: z
      .string()
      .transform(value => findKey(priorityNames, value) ?? 'none'),
    assignees: createListCell(
      nameSchema,
      separators.assignees ?? LIST_SEPARATOR,
      MAX_ASSIGNEES,
    ),
    labels: createListCell(
      settingNameSchema,
      separators.labels ?? LIST_SEPARATOR,
      MAX_LABELS,
    ),
    cycle: settingNameSchema,
    module: settingNameSchema,
    parent: nameSchema,
    estimate_points: typedCell
      .transform(parseDecimal)
      .pipe(z.number('must be a number such as 2.5 or 1000').min(0).max(1e6)),
    estimate_time: createDurationCell(minutesPerUnit, minutesPerDay),
    start_date: date,
    target_date: date,
    created_by: nameSchema,
    created_at: instant,
    updated_at: instant,
    completed_at: instant,
    external_url: shape.external_url.unwrap().unwrap(),
    cycle_start: date,
    cycle_end: date,
    aliases: nameSchema,
    scope: nameSchema,
  };
}

const MIDNIGHT = '00:00:00';

/** Returns the date of a cell in a time zone. Some tools export plain dates as midnight UTC. */
function toDate({ date, instant }: CellMoment, zone: string): string {
  if (instant === undefined) {
    return date!;
  }
  return instant.includes(`T${MIDNIGHT}`)
    ? instant.slice(0, 10)
    : getDateInZone(Date.parse(instant), zone);
}

function toInstant({ date, time, instant }: CellMoment, zone: string): string {
  if (instant !== undefined) {
    return instant;
  }
  const local = Date.parse(`${date}T${time ?? MIDNIGHT}Z`);
  return new Date(toFirstInstant(local, zone)).toISOString();
}
