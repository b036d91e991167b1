import {
  FieldChange,
  MAX_METADATA_BYTES,
} from '@callboard/plugin-callboard-common';
import { uniq } from 'lodash';
import { ActivityRow } from './ActivityLog';
import { cutText } from '../database/text';

/** The maximum length of the label of an activity entry, and of each name in its metadata. */
export const MAX_ENTITY_LABEL_LENGTH = 512;

/**
 * Adds `names` to the metadata of an activity entry: the names, by id, of resources whose ids are
 * among the changed values, as many as fit.
 *
 * @param names - the names of resources, by id
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

function countJsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
