import { IngestionResult } from '@callboard/plugin-callboard-common';
import { z } from 'zod';
import { findUnfit } from '../../../http/findUnfit';
import { digestOf } from './digestOf';

/** The state of something in a call, and where in it. */
export interface Snapshot<Item> {
  index: number;
  item: Item;
  digest: string;
}

/** Reads the states of a call one by one: what is wrong with one fails alone. */
export function readSnapshots<Item extends object>(
  schema: z.ZodType<Item>,
  items: readonly unknown[],
): {
  snapshots: Snapshot<Item>[];
  failures: Map<number, IngestionResult>;
} {
  const snapshots: Snapshot<Item>[] = [];
  const failures = new Map<number, IngestionResult>();
  items.forEach((value, index) => {
    const { data, error } = schema.safeParse(value);
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

/** The result of something that cannot be taken. */
export function failed(
  external_id: string | null,
  reason: string,
): IngestionResult {
  return { external_id, status: 'failed', id: null, identifier: null, reason };
}
