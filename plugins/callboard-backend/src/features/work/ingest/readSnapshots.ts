import {
  IngestedWorkItem,
  ingestedWorkItem,
  IngestionResult,
} from '@callboard/plugin-callboard-common';
import { findUnfit } from '../../../http/findUnfit';
import { digestOf } from './digestOf';

/** An item of a call, and where in it. */
export interface Snapshot {
  index: number;
  item: IngestedWorkItem;
  digest: string;
}

/** Reads the items of a call one by one: what is wrong with one fails alone. */
export function readSnapshots(items: readonly unknown[]): {
  snapshots: Snapshot[];
  failures: Map<number, IngestionResult>;
} {
  const snapshots: Snapshot[] = [];
  const failures = new Map<number, IngestionResult>();
  items.forEach((value, index) => {
    const { data, error } = ingestedWorkItem.safeParse(value);
    const { whole, texts } = findUnfit(value, 1);
    if (data && !whole && texts.length === 0) {
      snapshots.push({ index, item: data, digest: digestOf(data) });
      return;
    }
    const reason =
      whole ??
      [
        ...(error?.issues ?? []).map(({ path, message }) => ({
          path: path.join('.'),
          reason: message,
        })),
        ...texts,
      ]
        .map(({ path, reason: why }) => `${path || 'item'}: ${why}`)
        .join('; ');
    const { external_id } = (value ?? {}) as { external_id?: unknown };
    failures.set(
      index,
      failed(typeof external_id === 'string' ? external_id : null, reason),
    );
  });
  return { snapshots, failures };
}

/** The result of an item that cannot be taken. */
export function failed(
  external_id: string | null,
  reason: string,
): IngestionResult {
  return { external_id, status: 'failed', id: null, identifier: null, reason };
}
