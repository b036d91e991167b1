import { z } from 'zod';
import { linkKind } from '../contract/linkKind';
import {
  calendarDate,
  instantInput,
  jsonValue,
  userRef,
  uuid,
} from '../contract/primitives';
import { requiredLine, multiLine } from '../contract/text';
import { MAX_DESCRIPTION_LENGTH, OWN_SOURCE, priority } from './workItems';
import { newLabel, stateGroup } from './settings';

/** No more items than this in one call. @public */
export const MAX_INGESTED_ITEMS = 500;

/**
 * An address at the source.
 *
 * @internal
 */
export const webAddress = z
  .string()
  .max(2_048)
  .refine(
    text => linkKind(text) === 'external',
    'must be an https address without credentials',
  );

const name = requiredLine(100);

/** A label as its source has it. @public */
export const ingestedLabel = z
  .object({
    /** The source's id of the label, which never changes. */
    external_id: requiredLine(255),
    name,
    /** Left out, it stays as it is. */
    color: newLabel.shape.color,
  })
  .meta({ id: 'IngestedLabel' });

/** @public */
export type IngestedLabel = z.output<typeof ingestedLabel>;

/**
 * A cycle as its source has it. A field that is left out stays as it is.
 *
 * @public
 */
export const ingestedCycle = z
  .object({
    /** The source's id of the cycle, which never changes. */
    external_id: requiredLine(255),
    name,
    description: multiLine(4_000).nullish(),
    start_date: calendarDate.nullish(),
    end_date: calendarDate.nullish(),
  })
  .meta({ id: 'IngestedCycle' });

/** @public */
export type IngestedCycle = z.output<typeof ingestedCycle>;

const ingestedChange = {
  /** A catalog entity of the workspace's projects. */
  entity_ref: z.string().min(1).max(255),
  /** When it changed there: Callboard ignores what is older than what it knows. */
  updated_at: instantInput,
  /** The source has deleted it. */
  is_deleted: z.boolean().nullish(),
};

/** A label or cycle that a source has changed. @public */
export const ingestedSetting = z.discriminatedUnion('kind', [
  ingestedLabel.extend({ kind: z.literal('label'), ...ingestedChange }),
  ingestedCycle.extend({ kind: z.literal('cycle'), ...ingestedChange }),
]);

/** @public */
export type IngestedSetting = z.output<typeof ingestedSetting>;

/**
 * An item as its source has it. A field that is left out stays as it is; null
 * empties it. A source that always sends whole items, with the time of their
 * completion, may send them in any order. The result is the same.
 *
 * @public
 */
export const ingestedWorkItem = z
  .object({
    /** A catalog entity of the workspace's projects. */
    entity_ref: z.string().min(1).max(255),
    /** The source's id of the item, which never changes. */
    external_id: requiredLine(255),
    /** When it changed there: what is older than what is known is left alone. */
    updated_at: instantInput,
    title: requiredLine(512).optional(),
    description: multiLine(MAX_DESCRIPTION_LENGTH).nullish(),
    /**
     * The groups of states that suit the item. In a state of one of them, the
     * item stays where it is. Otherwise it goes to the first state of the first
     * group.
     */
    state_groups: z.array(stateGroup).min(1).max(6).nullish(),
    priority: priority.nullish(),
    assignees: z.array(userRef).max(50).nullish(),
    /**
     * By name, or by the source's id, under which Callboard follows their names
     * and colours; made when the project has none.
     */
    labels: z
      .array(z.union([name, ingestedLabel]))
      .max(100)
      .nullish(),
    /** By name, or by the source's id; made when the project has none. */
    cycle: z.union([name, ingestedCycle]).nullish(),
    estimate_points: z.number().min(0).max(1e6).nullish(),
    estimate_time: z.int().min(0).max(10_000_000).nullish(),
    start_date: calendarDate.nullish(),
    target_date: calendarDate.nullish(),
    external_url: webAddress.nullish(),
    created_by: userRef.nullish(),
    created_at: instantInput.nullish(),
    completed_at: instantInput.nullish(),
    /** The source has deleted the item, or moved it away. */
    is_deleted: z.boolean().nullish(),
  })
  .meta({ id: 'IngestedWorkItem' });

/** @public */
export type IngestedWorkItem = z.output<typeof ingestedWorkItem>;

/**
 * What a source calls itself.
 *
 * @internal
 */
export const sourceName = z
  .string()
  .regex(
    /^[a-z0-9_-]{1,32}$/,
    'must be 1 to 32 lower-case letters, digits, hyphens or underscores',
  )
  .refine(value => value !== OWN_SOURCE, `must not be ${OWN_SOURCE}`);

/** Up to 500 items of one source. @public */
export const workItemIngestion = z
  .object({
    source: sourceName,
    /** Looked at one by one: what is wrong with one does not touch the others. */
    items: z.array(jsonValue).min(1).max(MAX_INGESTED_ITEMS),
  })
  .meta({ id: 'WorkItemIngestion' });

/** @public */
export type WorkItemIngestion = z.output<typeof workItemIngestion>;

/** The result of ingesting one item or comment. @public */
export const ingestionResult = z
  .strictObject({
    external_id: z.string().nullable(),
    status: z.enum([
      'created',
      'updated',
      /** Known already, or newer without anything that can be seen to change. */
      'unchanged',
      /** Something newer is known already. */
      'outdated',
      'deleted',
      'failed',
    ]),
    /** The work item or the comment, unless there is none. */
    id: uuid.nullable(),
    /** Of the work item. */
    identifier: z.string().nullable(),
    /** Why it failed. */
    reason: z.string().nullable(),
  })
  .meta({ id: 'IngestionResult' });

/** @public */
export type IngestionResult = z.output<typeof ingestionResult>;
