import { z } from 'zod';
import { changeActions, entityTypes } from '../changes/vocabulary';
import { instant, jsonValue, uuid } from '../contract/primitives';
import { createSingleLineTextSchema, getUtf8Length } from '../contract/text';

/** The actions of the Backstage analytics events that the portal posts. @public */
export const portalActions = [
  'page_view',
  'entity_view',
  'search',
  'click',
  'discover',
  'not_found',
] as const;

/** Actions that only view something. @public */
export const viewActions = [
  'page_view',
  'entity_view',
  'search',
  'click',
  'not_found',
] as const;

/** Adds an API description and examples to a schema for actions. */
export function documentAsAction<Schema extends z.ZodType<string>>(
  schema: Schema,
): Schema {
  return schema.meta({
    description:
      'The action. The examples are all actions of recorded changes and all actions that the portal posts. Other clients may post other actions.',
    examples: [...changeActions, ...portalActions],
  });
}

/** Adds an API description and examples to a schema for entity types. */
export function documentAsEntityType<Schema extends z.ZodType<string>>(
  schema: Schema,
): Schema {
  return schema.meta({
    description:
      'The type of the changed entity. The examples are all types of recorded changes. Posted activity can have other types, such as kinds of catalog entities.',
    examples: entityTypes,
  });
}

/** The maximum number of events in one request. @public */
export const MAX_EVENTS_PER_POST = 100;

/** The maximum size of `metadata`, in bytes of its JSON as UTF-8. @public */
export const MAX_METADATA_BYTES = 8_192;

/** The action of an activity entry: an open vocabulary of short names. @public */
export const activityAction = z
  .string()
  .regex(
    /^[a-z0-9_.-]{1,64}$/,
    'must be 1 to 64 lower-case letters, digits, dots, hyphens or underscores',
  );

/** The source of an activity entry; `assistant` acts on behalf of a user. @public */
export const activitySource = z.enum([
  'backend',
  'frontend',
  'auditor',
  'ingest',
  'assistant',
]);

/** @public */
export type ActivitySource = z.output<typeof activitySource>;

/** The placeholder for a value that the reader must not see. @public */
export const HIDDEN_VALUE = '[hidden]';

/** One field that changed, with its value before and after. @public */
export const fieldChange = z
  .strictObject({
    field: z.string(),
    old_value: jsonValue,
    new_value: jsonValue,
  })
  .meta({ id: 'FieldChange' });

/** @public */
export type FieldChange = z.output<typeof fieldChange>;

const rowAction = documentAsAction(z.string());
const rowEntityType = documentAsEntityType(z.string());

/** One row of the activity log. @public */
export const activity = z
  .strictObject({
    id: uuid,
    workspace_id: uuid,
    user_id: z.string(),
    user_name: z.string(),
    user_email: z.string().nullable(),
    action: rowAction,
    entity_type: rowEntityType.nullable(),
    entity_id: z.string().nullable(),
    entity_label: z.string().nullable(),
    metadata: z.record(z.string(), jsonValue).nullable(),
    changes: z.array(fieldChange),
    created_at: instant,
    batch_id: uuid.nullable(),
    source: activitySource,
    ip: z.string().nullable(),
    request_id: z.string().nullable(),
  })
  .meta({ id: 'Activity' });

/** @public */
export type Activity = z.output<typeof activity>;

const metadata = z
  .record(z.string(), jsonValue)
  .refine(
    value => getUtf8Length(JSON.stringify(value)) <= MAX_METADATA_BYTES,
    `must be at most ${MAX_METADATA_BYTES} bytes as JSON`,
  );

/** An event as a client posts it. @public */
export const newActivity = z
  .object({
    action: documentAsAction(activityAction),
    entity_type: documentAsEntityType(z.string().min(1).max(64)).nullish(),
    entity_id: z.string().min(1).max(255).nullish(),
    entity_label: createSingleLineTextSchema(512).nullish(),
    metadata: metadata.nullish(),
    client_event_id: uuid.nullish(),
  })
  .meta({ id: 'NewActivity' });

/** @public */
export type NewActivity = z.output<typeof newActivity>;

const count = z.int().min(0);

const countsByUser = z.array(
  z.strictObject({ user_id: z.string(), user_name: z.string(), count }),
);

const countsByAction = z.array(z.strictObject({ action: rowAction, count }));

/** Statistics of the rows that a filter matches. @public */
export const activitySummary = z
  .strictObject({
    success: z.literal(true),
    total: count,
    by_user: countsByUser,
    by_action: countsByAction,
    by_entity_type: z.array(
      z.strictObject({ entity_type: rowEntityType.nullable(), count }),
    ),
    by_day: z.array(z.strictObject({ date: z.string(), count })),
    rows: z
      .array(
        z.strictObject({
          user_id: z.string().optional(),
          user_name: z.string().optional(),
          date: z.string().optional(),
          week: z.string().optional(),
          action: rowAction.optional(),
          entity_type: rowEntityType.nullable().optional(),
          count,
        }),
      )
      .optional(),
    next_cursor: z.string().nullable().optional(),
  })
  .meta({ id: 'ActivitySummary' });

/** @public */
export type ActivitySummary = z.output<typeof activitySummary>;

/** The distinct users, actions and entity types of the log. @public */
export const activityFacets = z
  .strictObject({
    success: z.literal(true),
    users: countsByUser,
    actions: countsByAction,
    entity_types: z.array(
      z.strictObject({ entity_type: rowEntityType, count }),
    ),
  })
  .meta({ id: 'ActivityFacets' });

/** @public */
export type ActivityFacets = z.output<typeof activityFacets>;

/** A page of the log, newest first. @public */
export const activityPage = z
  .strictObject({
    success: z.literal(true),
    activities: z.array(activity),
    total: count.optional(),
    /** True if `q` matches more rows than `total`; the rest were not counted. */
    total_at_least: z.literal(true).optional(),
    page: z.int().nullable(),
    limit: z.int(),
    next_cursor: z.string().nullable(),
  })
  .meta({ id: 'ActivityPage' });

/** @public */
export type ActivityPage = z.output<typeof activityPage>;

/** The comparison of the stored activity counts with the log. @public */
export const activityCountsCheck = z
  .strictObject({
    success: z.literal(true),
    equal: z.boolean(),
    tables: z.array(
      z.strictObject({
        table: z.string(),
        /** The number of stored counts. */
        counts: count,
        /** The number of counts that are missing, wrong or superfluous. */
        differences: count,
      }),
    ),
  })
  .meta({ id: 'ActivityCountsCheck' });

/** @public */
export type ActivityCountsCheck = z.output<typeof activityCountsCheck>;
