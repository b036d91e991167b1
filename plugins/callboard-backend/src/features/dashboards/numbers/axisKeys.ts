import {
  isPseudonym,
  getPseudonymName,
  NO_VALUE,
  NumberAxisName,
  priority,
  sourceNames,
  StateGroup,
  stateGroup,
  stateGroupLabels,
  calendarDate,
  numberAxes,
  uuid,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { partition, upperFirst } from 'lodash';
import { inListSql } from '../../../database/bulk';
import { readDisplayNames } from '../../../core/people/PeopleService';
import { InvalidRequestError } from '../../../http/errors';
import { readInLogSnapshot } from '../../activity/rollups/watermark';
import { readNewestNames } from '../../activity/rollups/readNewestNames';
import { formatItemIdentifier } from '../../work/items/WorkItemRow';
import { AxisKey, ResolvedQuery } from './ResolvedQuery';

const idAxes: readonly NumberAxisName[] = [
  'STATES',
  'LABELS',
  'CYCLES',
  'MODULES',
  'PROJECT',
  'DEPARTMENT',
  'WORK_ITEM',
];

/** The axes on which every row has a value. */
const requiredAxes: readonly NumberAxisName[] = [
  'LOGGED_AT',
  'BILLABLE',
  'DAY',
];

/**
 * Validates the requested bar and group, and returns their keys.
 *
 * @throws InputError when the widget has no such axis, or the key is invalid on the axis
 */
export function resolveKeys(
  {
    x_axis,
    group_by,
    interval,
  }: Pick<ResolvedQuery, 'x_axis' | 'group_by' | 'interval'>,
  { key, group }: { key?: string; group?: string },
): AxisKey[] {
  return (
    [
      ['key', x_axis, key],
      ['group', group_by, group && parseFieldName(group)],
    ] as const
  ).flatMap(([name, axis, value]) => {
    if (value === undefined) {
      return [];
    }
    if (!axis) {
      throw createInvalidQueryError(
        name,
        'must be omitted, because the widget has no such axis',
      );
    }
    if (!isKey(axis, interval, value)) {
      throw createInvalidQueryError(name, `is not a key of ${axis}`);
    }
    const isId = idAxes.includes(axis);
    return [{ axis, key: isId ? value.toLowerCase() : value }];
  });
}

function createInvalidQueryError(
  name: string,
  reason: string,
): InvalidRequestError {
  return new InvalidRequestError([{ field: `query.${name}`, reason }]);
}

export function isKey(
  axis: NumberAxisName,
  interval: ResolvedQuery['interval'],
  key: string,
): boolean {
  if (key === NO_VALUE) {
    return !requiredAxes.includes(axis);
  }
  if (numberAxes[axis].order === 'date') {
    const day = interval === 'month' ? `${key}-01` : key;
    return calendarDate.safeParse(day).success;
  }
  if (axis === 'BILLABLE') {
    return key === 'true' || key === 'false';
  }
  if (axis === 'ESTIMATE_POINTS') {
    // The response formats numbers in the same way.
    return Number.isFinite(Number(key)) && String(Number(key)) === key;
  }
  return !idAxes.includes(axis) || uuid.safeParse(key).success;
}

/**
 * Returns the field of a bar that contains a group's number. Prefixes `=` to a group key that
 * equals one of the bar's own fields, such as `count`. Also prefixes `=` to `=count`, so that the
 * fields of all keys differ.
 */
export function toFieldName(key: string): string {
  return /^=*(key|name|count)$/.test(key) ? `=${key}` : key;
}

/** Returns the group of a field; the inverse of `toFieldName`. */
function parseFieldName(field: string): string {
  return /^=+(key|name|count)$/.test(field) ? field.slice(1) : field;
}

/** The name of a key, and its rank on axes with a fixed order. */
export interface KeyName {
  name: string;
  /** Compared number by number; lower ranks come first. */
  rank?: readonly number[];
}

type KeyNames = ReadonlyMap<string, KeyName>;

/** Reads the names of keys on an axis. Omits keys that equal their names. */
export async function readKeyNames(
  knex: Knex,
  axis: NumberAxisName,
  keys: readonly string[],
): Promise<KeyNames> {
  const ids = keys.filter(key => key !== NO_VALUE);
  if (ids.length === 0) {
    return new Map();
  }
  switch (axis) {
    case 'STATES':
    case 'LABELS':
    case 'CYCLES':
    case 'MODULES':
      return readProjectResourceNames(knex, `work_${axis.toLowerCase()}`, ids);
    case 'ASSIGNEES':
    case 'CREATED_BY':
    case 'MEMBER':
      return readMemberNames(knex, ids);
    case 'USER':
      return readNamesInLog(knex, ids);
    case 'PROJECT':
      return readNames(knex, 'projects', ids);
    case 'DEPARTMENT':
      return readNames(knex, 'departments', ids);
    case 'WORK_ITEM':
      return readItemNames(knex, ids);
    case 'STATE_GROUPS':
      return toRankedNames(
        ids,
        stateGroup.options,
        key => stateGroupLabels[key as StateGroup],
      );
    case 'PRIORITY':
      return toRankedNames(ids, priority.options, upperFirst);
    case 'SOURCE':
      return new Map(ids.map(id => [id, { name: sourceNames.get(id) ?? id }]));
    default:
      return new Map();
  }
}

async function readNames(
  knex: Knex,
  table: 'projects' | 'departments',
  ids: readonly string[],
): Promise<KeyNames> {
  const rows: any[] = await knex(table)
    .select('id', 'name')
    .whereRaw(...inListSql(knex, 'id', ids));
  return new Map(rows.map(({ id, name }) => [id, { name }]));
}

/** Reads the names of states, labels, cycles or modules. Adds the project to ambiguous names. */
async function readProjectResourceNames(
  knex: Knex,
  table: string,
  ids: readonly string[],
): Promise<KeyNames> {
  const columns = ['id', 'name'].concat(
    table === 'work_states' ? ['group', 'sequence'] : [],
  );
  const rows: any[] = await knex(table)
    .join('projects', 'projects.id', `${table}.project_id`)
    .select(columns.map(column => `${table}.${column}`))
    .select('projects.identifier')
    .whereRaw(...inListSql(knex, `${table}.id`, ids));
  const names = new Set<string>();
  const ambiguousNames = new Set<string>();
  for (const { name } of rows) {
    (names.has(name) ? ambiguousNames : names).add(name);
  }
  return new Map(
    rows.map(({ id, name, identifier, group, sequence }) => [
      id,
      {
        name: ambiguousNames.has(name) ? `${name} (${identifier})` : name,
        rank: group && [stateGroup.options.indexOf(group), sequence],
      },
    ]),
  );
}

async function readMemberNames(
  knex: Knex,
  refs: readonly string[],
): Promise<KeyNames> {
  const getName = await readDisplayNames(knex, refs);
  return new Map(refs.map(ref => [ref, { name: getName(ref) }]));
}

async function readNamesInLog(
  knex: Knex,
  user_ids: readonly string[],
): Promise<KeyNames> {
  const [pseudonyms, realRefs] = partition(user_ids, isPseudonym);
  const names = await readInLogSnapshot(knex, log =>
    readNewestNames(log, realRefs),
  );
  const result = [
    ...names,
    ...pseudonyms.map(ref => [ref, getPseudonymName(ref)] as const),
  ];
  return new Map(result.map(([ref, name]) => [ref, { name }]));
}

async function readItemNames(
  knex: Knex,
  ids: readonly string[],
): Promise<KeyNames> {
  const rows: any[] = await knex('work_items')
    .join('projects', 'projects.id', 'work_items.project_id')
    .select('work_items.id', 'work_items.number', 'work_items.title')
    .select('projects.identifier')
    .whereRaw(...inListSql(knex, 'work_items.id', ids));
  return new Map(
    rows.map(({ id, identifier, number, title }) => [
      id,
      { name: `${formatItemIdentifier(identifier, number)} ${title}` },
    ]),
  );
}

function toRankedNames(
  keys: readonly string[],
  order: readonly string[],
  getLabel: (key: string) => string,
): KeyNames {
  return new Map(
    keys.map(key => [key, { name: getLabel(key), rank: [order.indexOf(key)] }]),
  );
}
