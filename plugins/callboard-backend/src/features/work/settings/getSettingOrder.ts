import {
  SettingOrder,
  SettingOrderField,
} from '@callboard/plugin-callboard-common';
import { PositionPart } from '../../../database/paging';
import { toNameKey } from '../../../database/text';
import { CycleRow, ModuleRow, SettingRow, StateRow } from './settingKinds';

/** The sort key of a list of settings; ties are broken by id. */
interface SettingSortKey {
  /** The SQL of the key, never null. */
  sql: string;
  type: PositionPart;
  getKey(row: SettingRow): string | number;
}

/** @param noDate - the key of settings without a date */
function getSortKey(field: SettingOrderField, noDate: string): SettingSortKey {
  switch (field) {
    case 'name':
      return {
        sql: 'sort_name',
        type: 'text',
        getKey: ({ name }) => toNameKey(name),
      };
    case 'sequence':
      return {
        sql: 'sequence',
        type: 'number',
        getKey: row => (row as StateRow).sequence,
      };
    case 'created_at':
      // Ids are in order of creation.
      return { sql: 'id', type: 'id', getKey: ({ id }) => id };
    default:
      return {
        sql: `coalesce(${field}, '${noDate}')`,
        type: 'text',
        getKey: row => (row as CycleRow & ModuleRow)[field] ?? noDate,
      };
  }
}

/** Returns the sort key of an order. Settings without a date come last in both directions. */
export function getSettingOrder(
  order: SettingOrder,
): SettingSortKey & { direction: 'asc' | 'desc' } {
  const field = order.replace('-', '') as SettingOrderField;
  return order.startsWith('-')
    ? { ...getSortKey(field, ''), direction: 'desc' }
    : { ...getSortKey(field, '9999-12-31'), direction: 'asc' };
}
