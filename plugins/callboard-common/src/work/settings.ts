import { z } from 'zod';
import {
  calendarDate,
  instant,
  userRef,
  uuid,
  requireOrder,
} from '../contract/primitives';
import {
  createRequiredLineSchema,
  createMultiLineTextSchema,
} from '../contract/text';

/**
 * The meaning of a state, independent of its name. An item that moves to a `completed` state is
 * finished. `triage` is for items that have not been accepted yet.
 *
 * @public
 */
export const stateGroup = z.enum([
  'triage',
  'backlog',
  'unstarted',
  'started',
  'completed',
  'cancelled',
]);

/** @public */
export type StateGroup = z.output<typeof stateGroup>;

/** The labels of state groups on pages and charts. @public */
export const stateGroupLabels = {
  triage: 'Triage',
  backlog: 'Backlog',
  unstarted: 'Not started',
  started: 'In progress',
  completed: 'Completed',
  cancelled: 'Cancelled',
} as const satisfies Record<StateGroup, string>;

const name = createRequiredLineSchema(100);
const description = createMultiLineTextSchema(4_000).nullish();
const sequence = z.number().min(0).max(1e9);
const color = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour such as #1f6feb');

/** Rejects a range whose last day is before the first. @internal */
export const requireOrderedDates = <Schema extends z.ZodType>(
  schema: Schema,
  last: string,
) => requireOrder(schema, 'start_date', last);

const storedFields = {
  id: uuid,
  project_id: uuid,
  version: z.int(),
  created_at: instant,
  updated_at: instant,
};

/** A step of a project's workflow. @public */
export const workState = z
  .strictObject({
    ...storedFields,
    name: z.string(),
    color: z.string(),
    group: stateGroup,
    /** Its position among the states of the project. */
    sequence: z.number(),
  })
  .meta({ id: 'WorkState' });

/** @public */
export type WorkState = z.output<typeof workState>;

/** @public */
export const newWorkState = z
  .object({
    name,
    group: stateGroup,
    color: color.nullish(),
    /** Defaults to the end. */
    sequence: sequence.nullish(),
  })
  .meta({ id: 'NewWorkState' });

/** @public */
export type NewWorkState = z.output<typeof newWorkState>;

/** @public */
export const workStatePatch = z
  .object({ name, group: stateGroup, color, sequence })
  .partial()
  .meta({ id: 'WorkStatePatch' });

/** @public */
export type WorkStatePatch = z.output<typeof workStatePatch>;

/** A label of a project's items. @public */
export const label = z
  .strictObject({ ...storedFields, name: z.string(), color: z.string() })
  .meta({ id: 'Label' });

/** @public */
export type Label = z.output<typeof label>;

/** @public */
export const newLabel = z
  .object({ name, color: color.nullish() })
  .meta({ id: 'NewLabel' });

/** @public */
export type NewLabel = z.output<typeof newLabel>;

/** @public */
export const labelPatch = z
  .object({ name, color })
  .partial()
  .meta({ id: 'LabelPatch' });

/** @public */
export type LabelPatch = z.output<typeof labelPatch>;

const dateRange = {
  start_date: z.string().nullable(),
  target_date: z.string().nullable(),
};

/** A time box for items: a sprint. @public */
export const cycle = z
  .strictObject({
    ...storedFields,
    name: z.string(),
    description: z.string().nullable(),
    start_date: z.string().nullable(),
    end_date: z.string().nullable(),
  })
  .meta({ id: 'Cycle' });

/** @public */
export type Cycle = z.output<typeof cycle>;

const cycleDates = {
  start_date: calendarDate.nullish(),
  /** The last day, not before the first. */
  end_date: calendarDate.nullish(),
};

/** @public */
export const newCycle = requireOrderedDates(
  z.object({ name, description, ...cycleDates }),
  'end_date',
).meta({ id: 'NewCycle' });

/** @public */
export type NewCycle = z.output<typeof newCycle>;

/** @public */
export const cyclePatch = requireOrderedDates(
  z.object({ name: name.optional(), description, ...cycleDates }),
  'end_date',
).meta({ id: 'CyclePatch' });

/** @public */
export type CyclePatch = z.output<typeof cyclePatch>;

/** A part of a project that items belong to. @public */
export const workModule = z
  .strictObject({
    ...storedFields,
    name: z.string(),
    description: z.string().nullable(),
    ...dateRange,
    lead_ref: z.string().nullable(),
  })
  .meta({ id: 'WorkModule' });

/** @public */
export type WorkModule = z.output<typeof workModule>;

const moduleFields = {
  description,
  start_date: calendarDate.nullish(),
  target_date: calendarDate.nullish(),
  lead_ref: userRef.nullish(),
};

/** @public */
export const newWorkModule = requireOrderedDates(
  z.object({ name, ...moduleFields }),
  'target_date',
).meta({ id: 'NewWorkModule' });

/** @public */
export type NewWorkModule = z.output<typeof newWorkModule>;

/** @public */
export const workModulePatch = requireOrderedDates(
  z.object({ name: name.optional(), ...moduleFields }),
  'target_date',
).meta({ id: 'WorkModulePatch' });

/** @public */
export type WorkModulePatch = z.output<typeof workModulePatch>;
