import {
  ChangeAction,
  EntityType,
  FieldChange,
  HIDDEN_VALUE,
  MAX_METADATA_BYTES,
  MAX_RESOURCE_BYTES,
} from '@callboard/plugin-callboard-common';
import { JsonObject } from '@backstage/types';
import { isEqual, mapValues, omit, uniq } from 'lodash';
import { createId } from '../database/ids';
import { cutText } from '../database/text';
import { Actor } from '../kernel/actor';
import { ActivityRow } from './ActivityLog';

/** The fields of a resource in API responses. */
export type ResponseFields = Record<string, unknown>;

/** Metadata that changes with every write. */
const UNRECORDED_FIELDS = new Set(['updated_at', 'version']);

/** The fields of a resource that are not recorded with their plain values. */
export interface FieldRules {
  /** Fields whose changes are recorded without the values. */
  sensitive?: readonly string[];
  /** Fields that are not recorded, because they are derived from other fields. */
  derived?: readonly string[];
  /** Objects whose keys are separate fields, such as `settings.colour`. */
  nested?: readonly string[];
}

/** The maximum length of the label of an activity entry, and of each name in its metadata. */
const MAX_ENTITY_LABEL_LENGTH = 512;

/** The activity entry of a changed resource: a row of the log, and further data for subscribers. */
export interface ActivityEntry {
  row: ActivityRow;
  /** The resource; null for an action without a single resource, and if it is too large. */
  resource: JsonObject | null;
  /** The size of the resource in bytes of JSON, even if it is too large. */
  resource_bytes: number;
}

/** The activity entry of a changed resource; undefined if no field has changed. */
export function toActivityEntry(
  actor: Actor,
  now: number,
  change: ResourceChange,
): ActivityEntry | undefined {
  const { before, after } = change;
  const changes = diff(before, after, change);
  if (changes.length === 0 && before && after) {
    return undefined;
  }
  return {
    ...redactResource(change),
    row: {
      id: change.id ?? createId(now),
      workspace_id: change.workspace_id,
      project_id: change.project_id ?? null,
      visibility: change.visibility,
      people: change.visibility === 'people' ? change.people : [],
      user_id: actor.user_ref,
      user_name: actor.display_name,
      user_email: actor.email,
      action: change.action ?? getDefaultAction(change),
      entity_type: change.entity_type,
      entity_id: change.entity_id,
      entity_label:
        change.entity_label &&
        cutText(change.entity_label, MAX_ENTITY_LABEL_LENGTH),
      metadata: buildActivityMetadata(change.metadata, change.names, changes),
      changes,
      created_at: now,
      batch_id: null,
      is_detail: change.detail ?? false,
      is_dated: actor.at !== undefined,
      source: actor.source ?? 'backend',
      ip: actor.ip,
      request_id: actor.request_id,
    },
  };
}

function getDefaultAction({ before, after }: ResourceChange): ChangeAction {
  if (!before) return 'create';
  return after ? 'update' : 'delete';
}

function redactResource(
  change: ResourceChange,
): Pick<ActivityEntry, 'resource' | 'resource_bytes'> {
  const current = change.after ?? change.before;
  if (!current) {
    return { resource: null, resource_bytes: 0 };
  }
  const resource = redactFields(current, change) as JsonObject;
  const resource_bytes = countJsonBytes(resource);
  return {
    resource: resource_bytes > MAX_RESOURCE_BYTES ? null : resource,
    resource_bytes,
  };
}

/**
 * The fields that differ between two states of a resource. A missing state counts as all null, and
 * an absent field as null.
 */
export function diff(
  before: ResponseFields | null,
  after: ResponseFields | null,
  { sensitive = [], derived = [], nested = [] }: FieldRules = {},
): FieldChange[] {
  const oldFields = flatten(before ?? {}, nested);
  const newFields = flatten(after ?? {}, nested);
  const fields = new Set([
    ...Object.keys(oldFields),
    ...Object.keys(newFields),
  ]);
  const changes: FieldChange[] = [];
  for (const field of fields) {
    const old_value = (oldFields[field] ?? null) as FieldChange['old_value'];
    const new_value = (newFields[field] ?? null) as FieldChange['new_value'];
    const isRecorded =
      !UNRECORDED_FIELDS.has(field) && !derived.includes(field);
    if (isRecorded && !isEqual(old_value, new_value)) {
      const redactIfSensitive = (value: FieldChange['old_value']) =>
        sensitive.includes(field) ? redactValue(value) : value;
      changes.push({
        field,
        old_value: redactIfSensitive(old_value),
        new_value: redactIfSensitive(new_value),
      });
    }
  }
  return changes;
}

export function redactFields(
  resource: ResponseFields,
  { sensitive = [], nested = [] }: FieldRules,
): ResponseFields {
  if (sensitive.length === 0) {
    return { ...resource };
  }
  const redact = (parts: ResponseFields, prefix: string) =>
    mapValues(parts, (value, key) =>
      sensitive.includes(`${prefix}${key}`)
        ? redactValue(value ?? null)
        : value,
    );
  return mapValues(redact(resource, ''), (value, field) =>
    nested.includes(field)
      ? redact(value as ResponseFields, `${field}.`)
      : value,
  );
}

/** A resource with its nested objects flattened into fields. */
function flatten(
  resource: ResponseFields,
  nested: readonly string[],
): ResponseFields {
  // Avoids copies, because bulk changes call this thousands of times.
  if (nested.length === 0) {
    return resource;
  }
  const fields = nested.flatMap(field =>
    Object.entries(resource[field] ?? {}).map(([key, value]) => [
      `${field}.${key}`,
      value,
    ]),
  );
  return { ...omit(resource, nested), ...Object.fromEntries(fields) };
}

function redactValue<T>(value: T): T | typeof HIDDEN_VALUE {
  return value === null || isEqual(value, []) ? value : HIDDEN_VALUE;
}

/**
 * Adds `names` to the metadata of an activity entry: the names, by id, of resources whose ids are
 * among the changed values, as many as fit.
 */
export function buildActivityMetadata(
  metadata: ActivityRow['metadata'] | undefined,
  names: ReadonlyMap<string, string> | undefined,
  changes: readonly FieldChange[],
): ActivityRow['metadata'] {
  const ids = names ? findNamedIds(changes, names) : [];
  if (ids.length === 0) {
    return metadata ?? null;
  }
  const entries: Array<[string, string]> = [];
  let bytesLeft =
    MAX_METADATA_BYTES - countJsonBytes({ ...metadata, names: {} });
  for (const id of uniq(ids)) {
    const name = cutText(names!.get(id)!, MAX_ENTITY_LABEL_LENGTH);
    // Counts a colon for each entry, and a comma for each entry but the first.
    bytesLeft -=
      countJsonBytes(id) + countJsonBytes(name) + (entries.length > 0 ? 2 : 1);
    if (bytesLeft < 0) {
      break;
    }
    entries.push([id, name]);
  }
  return entries.length > 0
    ? { ...metadata, names: Object.fromEntries(entries) }
    : metadata ?? null;
}

/** The ids among the changed values that have a name, including ids in lists. */
function findNamedIds(
  changes: readonly FieldChange[],
  names: ReadonlyMap<string, string>,
): string[] {
  const isNamed = (value: unknown): value is string =>
    typeof value === 'string' && names.has(value);
  const ids: string[] = [];
  // Avoids intermediate arrays: bulk changes call this thousands of times.
  for (const { old_value, new_value } of changes) {
    for (const value of [old_value, new_value]) {
      if (Array.isArray(value)) ids.push(...value.filter(isNamed));
      else if (isNamed(value)) ids.push(value);
    }
  }
  return ids;
}

/**
 * Adds to the metadata of an activity entry for whom the actor acted, such as a project admin who
 * logs time for another person. Without it, an erasure of that person would retain their texts in
 * the entry.
 */
export function addRepresentedPerson(
  metadata: ActivityRow['metadata'] | undefined,
  actor: Pick<Actor, 'user_ref'>,
  user_ref: string,
): ActivityRow['metadata'] | undefined {
  return user_ref === actor.user_ref
    ? metadata
    : { ...metadata, on_behalf_of: user_ref };
}

/**
 * Builds the metadata of an activity entry with a text that another person than the actor wrote, or
 * that is about another person. The actor did not act for that person, but an erasure of that
 * person must find the text.
 *
 * @param user_ref - the person; null if unknown
 */
export function buildSubjectMetadata(
  actor: Pick<Actor, 'user_ref'>,
  user_ref: string | null,
): ActivityRow['metadata'] | undefined {
  return user_ref === null || user_ref === actor.user_ref
    ? undefined
    : { subject_ref: user_ref };
}

function countJsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** The change of one resource, as a service reports it to `Change.record`. */
export type ResourceChange<Types extends EntityType = EntityType> =
  EntityChange<Types> & ChangeVisibility;

type EntityChange<Types extends EntityType> = {
  [Type in Types]: ChangedResource & {
    entity_type: Type;
    /** The action; by default create, update or delete, derived from `before` and `after`. */
    action?: ChangeAction<Type>;
  };
}[Types];

type ChangeVisibility =
  | { visibility: 'workspace' | 'admins'; project_id?: string }
  | { visibility: 'project' | 'project_members'; project_id: string }
  | {
      visibility: 'people';
      /** The audience, as lower-case references. */
      people: readonly string[];
      project_id?: string;
    };

interface ChangedResource extends FieldRules {
  /** The id of the activity entry, for callers that must know it beforehand. */
  id?: string;
  workspace_id: string;
  /** The UUID of the resource. */
  entity_id: string;
  entity_label: string | null;
  /**
   * The resource before the change, as the API shows it to an admin of the workspace; null if it
   * did not exist.
   */
  before: ResponseFields | null;
  /** The resource after the change; null if it was deleted. */
  after: ResponseFields | null;
  metadata?: ActivityRow['metadata'];
  /**
   * The names, by id, of resources whose ids occur in the changed values. As many as fit are stored
   * with the entry, as `metadata.names`.
   */
  names?: ReadonlyMap<string, string>;
  /**
   * Whether the change is a consequence of another, or a part of a bulk operation. Lists and totals
   * omit details; the history of the resource shows them. If one of the changes recorded together
   * is a detail, all of them share a `batch_id`.
   */
  detail?: boolean;
}
