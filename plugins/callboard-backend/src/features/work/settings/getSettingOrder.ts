import {
  SettingOrder,
  SettingOrderField,
} from '@callboard/plugin-callboard-common';
import { PositionPart } from '../../../database/paging';
import { toNameKey } from '../../../database/text';
import { SettingRow, StateRow } from './settingKinds';

/** The sort key of a list of settings; ties are broken by id. */
interface SettingSortKey {
  /** The SQL of the key, never null. */
  sql: string;
  type: PositionPart;
  getKey(row: SettingRow): string | number;
}

/** Returns the sort key of an order. Settings without a date come last in both directions. */
export function getSettingOrder(
  order: SettingOrder,
): SettingSortKey & { direction: 'asc' | 'desc' } {
  const isReverse = order.startsWith('-');
  const field = order.slice(isReverse ? 1 : 0) as SettingOrderField;
  const noDate = isReverse ? '' : '9999-12-31';
  const keys: Partial<Record<SettingOrderField, SettingSortKey>> = {
    name: {
      sql: 'sort_name',
      type: 'text',
      getKey: ({ name }) => toNameKey(name),
    },
    sequence: {
      sql: 'sequence',
      type: 'number',
      getKey: row => (row as StateRow).sequence,
    },
    // Ids are in order of creation.
    created_at: {
      sql: 'cast(id as text)',
      type: 'id',
      getKey: ({ id }) => id,
    },
  };
  const dateKey: SettingSortKey = {
    sql: `coalesce(${field}, '${noDate}')`,
    type: 'text',
    getKey: row => (row as any)[field] ?? noDate,
  };
  return {
    ...(keys[field] ?? dateKey),
    direction: isReverse ? 'desc' : 'asc',
  };
}
