import { z } from 'zod';
import {
  calendarDate,
  createLinkSchema,
  instantInput,
  jsonValue,
  userRef,
  uuid,
} from '../contract/primitives';
import {
  createRequiredLineSchema,
  createMultiLineTextSchema,
} from '../contract/text';
import { durationMinutes, worklogDescription } from '../time/worklogs';
import {
  MAX_DESCRIPTION_LENGTH,
  CALLBOARD_SOURCE,
  priority,
} from './workItems';
import { newLabel, stateGroup } from './settings';

/** The maximum number of items in one call. @public */
export const MAX_INGESTED_ITEMS = 500;

/** A web address at the source. @internal */
export const webAddress = createLinkSchema(
  ['external'],
  'must be an https address without credentials',
);

const name = createRequiredLineSchema(100);

/** A label of a source. @public */
export const ingestedLabel = z
  .object({
    /** The source's id of the label, which never changes. */
    external_id: createRequiredLineSchema(255),
    name,
    /** If omitted, the colour stays unchanged. */
    color: newLabel.shape.color,
  })
  .meta({ id: 'IngestedLabel' });

/** @public */
export type IngestedLabel = z.output<typeof ingestedLabel>;

/** A cycle of a source. Omitted fields stay unchanged. @public */
export const ingestedCycle = z
  .object({
    /** The source's id of the cycle, which never changes. */
    external_id: createRequiredLineSchema(255),
    name,
    description: createMultiLineTextSchema(4_000).nullish(),
    start_date: calendarDate.nullish(),
    end_date: calendarDate.nullish(),
  })
  .meta({ id: 'IngestedCycle' });

/** @public */
export type IngestedCycle = z.output<typeof ingestedCycle>;

/** A module of a source. Omitted fields stay unchanged. @public */
export const ingestedModule = z
  .object({
    /** The source's id of the module, which never changes. */
    external_id: createRequiredLineSchema(255),
    name,
    description: createMultiLineTextSchema(4_000).nullish(),
    start_date: calendarDate.nullish(),
    target_date: calendarDate.nullish(),
  })
  .meta({ id: 'IngestedModule' });

/** @public */
export type IngestedModule = z.output<typeof ingestedModule>;

/** A state of a source. @public */
export const ingestedState = z
  .object({ name, group: stateGroup })
  .meta({ id: 'IngestedState' });

/** @public */
export type IngestedState = z.output<typeof ingestedState>;

const ingestedChange = {
  /** The reference of a catalog entity that has a project in the workspace. */
  entity_ref: z.string().min(1).max(255),
  /** The time of the change at the source; changes older than the stored one are ignored. */
  updated_at: instantInput,
  /** Whether the source deleted the label, cycle or module. */
  is_deleted: z.boolean().nullish(),
};

/** A project setting (a label, cycle or module) that changed at its source. @public */
export const ingestedSetting = z.discriminatedUnion('kind', [
  ingestedLabel.extend({ kind: z.literal('label'), ...ingestedChange }),
  ingestedCycle.extend({ kind: z.literal('cycle'), ...ingestedChange }),
  ingestedModule.extend({ kind: z.literal('module'), ...ingestedChange }),
]);

/** @public */
export type IngestedSetting = z.output<typeof ingestedSetting>;

/**
 * An item of a source. Omitted fields stay unchanged, but an omitted date that contradicts the other
 * date is cleared. Null clears a field. A source that always sends whole items, with their completion
 * times, may send them in any order: the result is the same.
 *
 * @public
 */
export const ingestedWorkItem = z
  .object({
    /** The reference of a catalog entity that has a project in the workspace. */
    entity_ref: z.string().min(1).max(255),
    /** The source's id of the item, which never changes. */
    external_id: createRequiredLineSchema(255),
    /** The time of the change at the source; changes older than the stored one are ignored. */
    updated_at: instantInput,
    title: createRequiredLineSchema(512).optional(),
    description: createMultiLineTextSchema(MAX_DESCRIPTION_LENGTH).nullish(),
    /**
     * The state groups that the item may be in. If its state is in one of them, the item keeps its
     * state; otherwise it moves to the first state of the first listed group that has states.
     */
    state_groups: z.array(stateGroup).min(1).max(6).nullish(),
    /**
     * The source's own state, which replaces `state_groups`. The item moves to the state to which
     * the project maps this state; otherwise to the state with the same name; otherwise to the
     * first state of the group. The item does not move if neither the source's state nor its group
     * has changed since the last ingestion.
     */
    state: ingestedState.nullish(),
    priority: priority.nullish(),
    assignees: z.array(userRef).max(50).nullish(),
    /**
     * Each label is given by its name, or by an object with its id at the source. For an object,
     * Callboard updates the name and colour of the label with that id. Missing labels are created.
     */
    labels: z
      .array(z.union([name, ingestedLabel]))
      .max(100)
      .nullish(),
    /** The cycle's name, or an object with its id at the source. A missing cycle is created. */
    cycle: z.union([name, ingestedCycle]).nullish(),
    /** The module's name, or an object with its id at the source. A missing module is created. */
    module: z.union([name, ingestedModule]).nullish(),
    /**
     * The source's id of the parent item. The parent may be ingested later. An item has no parent
     * if the parent is deleted, in another project, or one of its own sub-items.
     */
    parent_external_id: createRequiredLineSchema(255).nullish(),
    estimate_points: z.number().min(0).max(1e6).nullish(),
    estimate_time: z.int().min(0).max(10_000_000).nullish(),
    start_date: calendarDate.nullish(),
    target_date: calendarDate.nullish(),
    external_url: webAddress.nullish(),
    created_by: userRef.nullish(),
    created_at: instantInput.nullish(),
    completed_at: instantInput.nullish(),
    /** Whether the source deleted the item or moved it away. */
    is_deleted: z.boolean().nullish(),
  })
  .meta({ id: 'IngestedWorkItem' });

/** @public */
export type IngestedWorkItem = z.output<typeof ingestedWorkItem>;

/**
 * A worklog of a source. Only backend modules in the same process can ingest worklogs; no endpoint
 * accepts them.
 *
 * @public
 */
export const ingestedWorklog = z
  .object({
    /** The source's id of the worklog, which never changes. */
    external_id: createRequiredLineSchema(255),
    /** The source's id of the work item. A stored worklog stays on its item. */
    work_item_external_id: createRequiredLineSchema(255),
    /** The time of the change at the source; changes older than the stored one are ignored. */
    updated_at: instantInput,
    /** The person; required unless deleted. A stored worklog stays with its person. */
    logged_by: userRef.nullish(),
    /** Defaults to the date of `started_at` in the person's time zone, else to today. */
    logged_at: calendarDate.nullish(),
    started_at: instantInput.nullish(),
    /** Required unless deleted. */
    duration_minutes: durationMinutes.nullish(),
    description: worklogDescription.nullish(),
    /** Whether the source deleted the worklog. */
    is_deleted: z.boolean().nullish(),
  })
  .refine(({ is_deleted, logged_by }) => is_deleted || logged_by, {
    path: ['logged_by'],
    message: 'is required',
  })
  .refine(
    ({ is_deleted, duration_minutes }) => is_deleted || duration_minutes,
    { path: ['duration_minutes'], message: 'is required' },
  )
  .meta({ id: 'IngestedWorklog' });

/** @public */
export type IngestedWorklog = z.output<typeof ingestedWorklog>;

/** The name of a source. @internal */
export const sourceName = z
  .string()
  .regex(
    /^[a-z0-9_-]{1,32}$/,
    'must be 1 to 32 lower-case letters, digits, hyphens or underscores',
  )
  .refine(
    value => value !== CALLBOARD_SOURCE,
    `must not be ${CALLBOARD_SOURCE}`,
  );

/** Up to 500 items of one source. @public */
export const workItemIngestion = z
  .object({
    source: sourceName,
    /** Validated one by one: an invalid item does not affect the others. */
    items: z.array(jsonValue).min(1).max(MAX_INGESTED_ITEMS),
  })
  .meta({ id: 'WorkItemIngestion' });

/** @public */
export type WorkItemIngestion = z.output<typeof workItemIngestion>;

/** The result of ingesting one item, comment or worklog. @public */
export const ingestionResult = z
  .strictObject({
    external_id: z.string().nullable(),
    status: z.enum([
      'created',
      'updated',
      /** Callboard already stores this version, or a newer version changed nothing visible. */
      'unchanged',
      /** Callboard already stores a newer version. */
      'outdated',
      'deleted',
      'failed',
    ]),
    /** The id of the work item, comment or worklog, if it exists. */
    id: uuid.nullable(),
    /** The identifier of the work item. */
    identifier: z.string().nullable(),
    /** The reason for a failure. */
    reason: z.string().nullable(),
  })
  .meta({ id: 'IngestionResult' });

/** @public */
export type IngestionResult = z.output<typeof ingestionResult>;
