import {
  cleanText,
  describeIssue,
  IngestionResult,
} from '@callboard/plugin-callboard-common';
import { isPlainObject, mapValues, sortBy } from 'lodash';
import { z } from 'zod';
import { createHash } from 'crypto';
import { validateText } from '../../../database/text';
import { EXPOSED_DIGEST, HIDDEN_DIGEST } from '../items/WorkItemRow';

export interface SourceKey {
  workspace_id: string;
  source: string;
}

/**
 * Computes a digest that distinguishes the snapshots of a resource. It also orders snapshots with
 * the same timestamp, independently of the order of their arrival.
 */
export function digestSnapshot(snapshot: object): string {
  const canonical = Object.entries(snapshot)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [
      name,
      // Only `state_groups` is in order of preference. Sources send other lists in any order.
      Array.isArray(value) && name !== 'state_groups'
        ? sortBy(value, element => JSON.stringify(element))
        : value,
    ])
    .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(canonical)).digest('hex');
}

/** The reason why comments and worklogs of a hidden item are not stored. */
export const HIDDEN_REASON =
  'work_item_external_id: the contents of this work item are hidden';

/** A valid snapshot of an ingestion call, with its index in the call. */
export interface ParsedSnapshot<Item> {
  index: number;
  item: Item;
  digest: string;
}

/**
 * Compares a snapshot with the newest known one. Returns 1 if the snapshot is newer, 0 if it is the
 * same, and -1 if it is older.
 */
export function compareSnapshot(
  {
    item,
    digest,
  }: Pick<ParsedSnapshot<{ updated_at: string }>, 'item' | 'digest'>,
  known:
    | { external_updated_at: string | null; external_digest: string | null }
    | undefined,
): number {
  const updated_at = known?.external_updated_at ?? '';
  if (item.updated_at !== updated_at) {
    return item.updated_at < updated_at ? -1 : 1;
  }
  const knownDigest = known?.external_digest ?? '';
  if (digest === knownDigest) {
    return 0;
  }
  // The access of projects can change while a snapshot stays the same. So if either digest is that
  // of an exposed item, the latest call wins. An item that its source hides stays hidden.
  if ([digest, knownDigest].includes(EXPOSED_DIGEST)) {
    return knownDigest === HIDDEN_DIGEST ? -1 : 1;
  }
  return digest < knownDigest ? -1 : 1;
}

/**
 * Parses the snapshots of a call one by one, so that an invalid snapshot does not fail the others.
 * Removes characters that Callboard does not store, because the source cannot correct its texts.
 */
export function readSnapshots<Item extends object>(
  schema: z.ZodType<Item>,
  items: readonly unknown[],
): {
  snapshots: ParsedSnapshot<Item>[];
  failures: Map<number, IngestionResult>;
} {
  const snapshots: ParsedSnapshot<Item>[] = [];
  const failures = new Map<number, IngestionResult>();
  items.forEach((value, index) => {
    const { whole: invalidReason, texts } = validateText(value, 1);
    const { data, error } = invalidReason
      ? { data: undefined, error: undefined }
      : schema.safeParse(texts.length > 0 ? cleanTexts(value) : value, {
          error: describeIssue,
        });
    if (data) {
      snapshots.push({ index, item: data, digest: digestSnapshot(data) });
      return;
    }
    const reason =
      invalidReason ??
      (error?.issues ?? [])
        .map(({ path, message }) => `${path.join('.') || 'item'}: ${message}`)
        .join('; ');
    const { external_id } = (value ?? {}) as { external_id?: unknown };
    failures.set(
      index,
      createFailedResult(
        typeof external_id === 'string' ? external_id : null,
        reason,
      ),
    );
  });
  return { snapshots, failures };
}

function cleanTexts(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(cleanTexts);
  return isPlainObject(value) ? mapValues(value as object, cleanTexts) : value;
}

/** Creates the result of a snapshot that cannot be applied. */
export function createFailedResult(
  external_id: string | null,
  reason: string,
): IngestionResult {
  return { external_id, status: 'failed', id: null, identifier: null, reason };
}
