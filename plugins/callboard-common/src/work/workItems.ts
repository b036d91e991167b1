import { z } from 'zod';
import {
  calendarDate,
  instant,
  instantInput,
  userRef,
  uuid,
  areUnique,
} from '../contract/primitives';
import {
  createRequiredLineSchema,
  createMultiLineTextSchema,
} from '../contract/text';
import { requireOrderedDates, stateGroup } from './settings';

/**
 * Matches an item identifier, or only its number, as users type it. If the project's identifier
 * ends with a digit, a separator must precede the number.
 */
const IDENTIFIER = /^(?:([A-Z0-9]*[A-Z])[ -]?|([A-Z0-9]+)[ -]|#?)(\d{1,9})$/;

/** A reference to an item by project and number. @public */
export interface ItemReference {
  /** The identifier of the project, in capitals; undefined for any project. */
  project?: string;
  number: number;
}

/**
 * Parses a typed item reference: `PAY-42`, `pay 42`, `PAY42`, `#42` or `42`.
 *
 * @returns undefined if the text is not a reference
 * @public
 */
export function readItemReference(text: string): ItemReference | undefined {
  const [, project, projectWithSeparator, digits] =
    IDENTIFIER.exec(text.trim().toUpperCase()) ?? [];
  return digits === undefined
    ? undefined
    : { project: project ?? projectWithSeparator, number: Number(digits) };
}

/**
 * Whether a reference matches an item.
 *
 * @param identifier - such as `PAY-42`
 * @public
 */
export function isReferenceTo(
  { project, number }: ItemReference,
  identifier: string,
): boolean {
  const separator = identifier.lastIndexOf('-');
  return (
    Number(identifier.slice(separator + 1)) === number &&
    (project === undefined || identifier.slice(0, separator) === project)
  );
}

/**
 * The minimum distance of `sort_order` between cards of a column. If a card comes closer to another
 * card, the server moves the other card away.
 *
 * Floating-point numbers near 10^12, the highest `sort_order`, are 2^-13 apart, so thousands of
 * cards fit into a gap of 1.
 *
 * @public
 */
export const MIN_CARD_GAP = 1;

/** The priorities of items, highest first. @public */
export const priority = z.enum(['urgent', 'high', 'medium', 'low', 'none'], {
  error: 'must be urgent, high, medium, low or none',
});

/** @public */
export type Priority = z.output<typeof priority>;

/**
 * The maximum length of a description, in characters: the same as GitHub's limit for the body of an
 * issue.
 *
 * @public
 */
export const MAX_DESCRIPTION_LENGTH = 65_536;

/** The source of items created in Callboard. @public */
export const CALLBOARD_SOURCE = 'callboard';

/**
 * The display names of sources, by id: Callboard, the systems that it syncs, and the tools whose
 * files it imports. Items can also have other sources.
 *
 * @public
 */
export const sourceNames: ReadonlyMap<string, string> = new Map([
  [CALLBOARD_SOURCE, 'Callboard'],
  ['github', 'GitHub'],
  ['gitlab', 'GitLab'],
  ['jira', 'Jira'],
  ['linear', 'Linear'],
  ['plane', 'Plane'],
  ['azure', 'Azure DevOps'],
]);

/** A work item, with a state and assignees. Users log time on it. @public */
export const workItem = z
  .strictObject({
    id: uuid,
    project_id: uuid,
    /** The project's identifier and the item's number: `PAY-42`. */
    identifier: z.string(),
    title: z.string(),
    /** Markdown. */
    description: z.string().nullable(),
    state_id: uuid,
    state_group: stateGroup,
    priority,
    /** User references, in order. */
    assignees: z.array(z.string()),
    /** Ids of labels of the project. */
    labels: z.array(uuid),
    estimate_points: z.number().nullable(),
    /** Minutes. */
    estimate_time: z.int().nullable(),
    cycle_id: uuid.nullable(),
    module_id: uuid.nullable(),
    start_date: z.string().nullable(),
    target_date: z.string().nullable(),
    parent_id: uuid.nullable(),
    /** Its position on the board, among the items of its state. */
    sort_order: z.number(),
    created_by: z.string(),
    completed_at: instant.nullable(),
    archived_at: instant.nullable(),
    is_draft: z.boolean(),
    /** The origin: `callboard`, `github`, … */
    source: z.string(),
    external_id: z.string().nullable(),
    external_url: z.string().nullable(),
    version: z.int(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: 'WorkItem' });

/** @public */
export type WorkItem = z.output<typeof workItem>;

const title = createRequiredLineSchema(512);

/** The maximum number of assignees of an item. @public */
export const MAX_ASSIGNEES = 50;

/** The maximum number of labels of an item. @public */
export const MAX_LABELS = 100;

const assigneeRefs = z
  .array(userRef)
  .max(MAX_ASSIGNEES)
  .refine(areUnique, 'must not contain the same person twice');

const labelIds = z
  .array(uuid)
  .max(MAX_LABELS)
  .refine(areUnique, 'must not name a label twice');

const optionalFields = {
  description: createMultiLineTextSchema(MAX_DESCRIPTION_LENGTH).nullish(),
  assignees: assigneeRefs.nullish(),
  labels: labelIds.nullish(),
  estimate_points: z.number().min(0).max(1e6).nullish(),
  estimate_time: z.int().min(0).max(10_000_000).nullish(),
  cycle_id: uuid.nullish(),
  module_id: uuid.nullish(),
  start_date: calendarDate.nullish(),
  target_date: calendarDate.nullish(),
  parent_id: uuid.nullish(),
};

/** @public */
export const newWorkItem = requireOrderedDates(
  z.object({
    title,
    ...optionalFields,
    /** Defaults to the first backlog state of the project. */
    state_id: uuid.nullish(),
    priority: priority.nullish(),
    is_draft: z.boolean().nullish(),
  }),
  'target_date',
).meta({ id: 'NewWorkItem' });

/** @public */
export type NewWorkItem = z.output<typeof newWorkItem>;

const patchFields = {
  ...optionalFields,
  state_id: uuid.optional(),
  priority: priority.optional(),
  is_draft: z.boolean().optional(),
  /** Any instant archives the item now; null restores it. */
  archived_at: instantInput.nullable().optional(),
};

/** @public */
export const workItemPatch = requireOrderedDates(
  z.object({
    title: title.optional(),
    ...patchFields,
    sort_order: z.number().min(-1e12).max(1e12).optional(),
  }),
  'target_date',
).meta({ id: 'WorkItemPatch' });

/** @public */
export type WorkItemPatch = z.output<typeof workItemPatch>;

/** The maximum number of items that one request changes. @public */
export const MAX_ITEMS_PER_BULK_UPDATE = 100;

/** One change to many items, which applies to all of them or none. @public */
export const workItemBulkUpdate = z
  .object({
    ids: z
      .array(uuid)
      .min(1)
      .max(MAX_ITEMS_PER_BULK_UPDATE)
      .refine(areUnique, 'must not repeat an id'),
    changes: requireOrderedDates(
      z.object({
        ...patchFields,
        /** Added to each item's assignees, after `assignees` is set. */
        add_assignees: assigneeRefs.nullish(),
        remove_assignees: assigneeRefs.nullish(),
        /** Added to each item's labels, after `labels` is set. */
        add_labels: labelIds.nullish(),
        remove_labels: labelIds.nullish(),
      }),
      'target_date',
    ),
  })
  .meta({ id: 'WorkItemBulkUpdate' });

/** @public */
export type WorkItemBulkUpdate = z.output<typeof workItemBulkUpdate>;

/** The result of one change to many items. @public */
export const workItemBulkResult = z
  .strictObject({
    changed: z.int().min(0),
    unchanged: z.int().min(0),
    /** All items of the request with their current versions, in the order of the request. */
    items: z.array(z.strictObject({ id: uuid, version: z.int() })),
  })
  .meta({ id: 'WorkItemBulkResult' });

/** @public */
export type WorkItemBulkResult = z.output<typeof workItemBulkResult>;

/** An individual change to each of many items, such as the undo of a bulk update. @public */
export const workItemPatches = z
  .object({
    patches: z
      .array(
        z.object({
          id: uuid,
          /** Applied only if the item still has this version. */
          version: z.int(),
          changes: requireOrderedDates(z.object(patchFields), 'target_date'),
        }),
      )
      .min(1)
      .max(MAX_ITEMS_PER_BULK_UPDATE)
      .refine(
        patches => areUnique(patches.map(({ id }) => id)),
        'must not repeat an id',
      ),
  })
  .meta({ id: 'WorkItemPatches' });

/** @public */
export type WorkItemPatches = z.output<typeof workItemPatches>;

/** The result of individual changes to many items. @public */
export const workItemPatchesResult = z
  .strictObject({
    changed: z.int().min(0),
    unchanged: z.int().min(0),
    /** The ids of skipped items, which were changed or deleted since the given version. */
    conflicts: z.array(uuid),
  })
  .meta({ id: 'WorkItemPatchesResult' });

/** @public */
export type WorkItemPatchesResult = z.output<typeof workItemPatchesResult>;

/** The number of items, in total and by state and state group. @public */
export const workItemCounts = z
  .strictObject({
    total: z.int().min(0),
    by_state: z.array(
      z.strictObject({
        state_id: uuid,
        state_group: stateGroup,
        count: z.int().min(0),
      }),
    ),
    by_state_group: z.record(stateGroup, z.int().min(0)),
  })
  .meta({ id: 'WorkItemCounts' });

/** @public */
export type WorkItemCounts = z.output<typeof workItemCounts>;
