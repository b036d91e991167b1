import {
  FieldChange,
  MAX_METADATA_BYTES,
} from '@callboard/plugin-callboard-common';
import { uniq } from 'lodash';
import { ActivityRow } from '../features/activity/ActivityLog';
import { cutText } from './cutText';

/** As long as the label of a trace can be. */
const MAX_NAME_LENGTH = 512;

/**
 * The metadata of a trace, with what the things are called whose ids are among
 * its values, as `names`: as many as there is room for, the first ones.
 *
 * @param names - what things are called, by id
 */
export function traceMetadata(
  metadata: ActivityRow['metadata'] | undefined,
  names: ReadonlyMap<string, string> | undefined,
  changes: readonly FieldChange[],
): ActivityRow['metadata'] {
  const ids = changes
    .flatMap(({ old_value, new_value }) => [old_value, new_value].flat())
    .filter(value => typeof value === 'string');
  const named: Array<[string, string]> = [];
  let room = MAX_METADATA_BYTES - bytesOf({ ...metadata, names: {} });
  for (const id of uniq(ids)) {
    const name = names?.get(id);
    if (name !== undefined) {
      const entry: [string, string] = [id, cutText(name, MAX_NAME_LENGTH)];
      // Without the braces, but with a comma before all but the first.
      const size = bytesOf(Object.fromEntries([entry])) - 2;
      room -= named.length > 0 ? size + 1 : size;
      if (room < 0) {
        break;
      }
      named.push(entry);
    }
  }
  return named.length > 0
    ? { ...metadata, names: Object.fromEntries(named) }
    : metadata ?? null;
}

function bytesOf(value: object): number {
  return Buffer.byteLength(JSON.stringify(value));
}
