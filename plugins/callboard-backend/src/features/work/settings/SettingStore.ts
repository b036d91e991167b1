import { Knex } from 'knex';
import {
  buildProjectSettingsPath,
  QueryOf,
  Resource,
  SettingEndpoints,
  SettingOrder,
  SettingOrderField,
} from '@callboard/plugin-callboard-common';
import { ResourceResolver } from '../../../core/resources/ResourceResolver';
import { whereProjectInScope } from '../../../core/resources/VisibilityScope';
import { countRows } from '../../../database/statements';
import { inListSql } from '../../../database/bulk';
import { containsPattern } from '../../../database/dialect';
import { normaliseForSearch, toNameKey } from '../../../database/text';
import { whereAnyValue } from '../items/whereWorkItem';
import {
  CycleRow,
  ModuleRow,
  SettingKind,
  SettingRow,
  StateRow,
} from './settingKinds';
import { Table, Columns } from '../../../database/Table';
import { PositionPart, selectPage } from '../../../database/paging';

/** Creates the resolver of one kind of settings. Its resources link to the project's settings. */
export function createSettingResolver({
  entity_type: type,
  table,
  columns,
}: Pick<
  SettingKind<SettingRow>,
  'entity_type' | 'table' | 'columns'
>): ResourceResolver {
  const fields = (['color', 'group'] as const).filter(field =>
    Object.hasOwn(columns, field),
  );
  return {
    type,
    async find(knex, ids, scope) {
      const query = knex(table)
        .join('projects', 'projects.id', `${table}.project_id`)
        .select(
          `${table}.id`,
          `${table}.name`,
          'projects.workspace_id',
          'projects.entity_ref',
          `${table}.deleted_at`,
          'projects.deleted_at as project_deleted_at',
          ...fields.map(column => `${table}.${column}`),
        )
        .whereRaw(...inListSql(knex, `${table}.id`, ids));
      const rows = await whereProjectInScope(knex, query, scope);
      return rows.map(row => ({
        type,
        id: row.id,
        title: row.name,
        workspace_slug: scope.getSlug(row.workspace_id)!,
        url: buildProjectSettingsPath(row.entity_ref),
        ...(Object.fromEntries(
          fields.map(column => [column, row[column]]),
        ) as Pick<Resource, 'color' | 'group'>),
        is_deleted: row.deleted_at !== null || row.project_deleted_at !== null,
      }));
    },
  };
}

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

export type SettingQuery = QueryOf<SettingEndpoints['list']>;

type SettingFilter = { project_id: string } & Omit<
  SettingQuery,
  'cursor' | 'limit' | 'order_by'
>;

/** The cursor of a list of settings. It includes the order of the list. */
export type SettingPosition = [
  order: SettingOrder,
  key: string | number,
  id: string,
];

/** Reads and writes the table of one kind of settings. Never finds deleted settings. */
export class SettingStore<Row extends SettingRow> extends Table<Row> {
  constructor(private readonly kind: SettingKind<Row>) {
    super(
      kind.table,
      {
        id: 'text',
        workspace_id: 'text',
        project_id: 'text',
        name: 'text',
        ...kind.columns,
        version: 'number',
        created_at: 'instant',
        updated_at: 'instant',
      } as Columns<Row>,
      ({ name }) => ({ sort_name: toNameKey(name) }),
    );
  }

  /** Lists settings of a project, in order, after a cursor. */
  async list(
    knex: Knex,
    filter: SettingFilter,
    paging: {
      order_by?: SettingOrder;
      after?: SettingPosition;
      limit: number;
    },
  ): Promise<Row[]> {
    const { order_by = this.kind.defaultOrder, after, limit } = paging;
    const { sql, direction } = getSettingOrder(order_by);
    const settings = this.selectSettings(knex, filter);
    const page = { after: after?.slice(1), limit, direction };
    return (await selectPage(settings, [sql, 'id'], page)).map(this.read);
  }

  async count(knex: Knex, filter: SettingFilter): Promise<number> {
    return countRows(this.selectSettings(knex, filter));
  }

  /** Finds settings of a project by id and skips missing ones. */
  async findMany(
    knex: Knex,
    project_id: string,
    ids: readonly string[],
  ): Promise<Row[]> {
    return this.findWith(knex, project_id, 'id', ids);
  }

  /** Finds settings of a project by name, ignoring case. */
  async findByNames(
    knex: Knex,
    project_id: string,
    names: readonly string[],
  ): Promise<Row[]> {
    const sortNames = names.map(toNameKey);
    return this.findWith(knex, project_id, 'sort_name', sortNames);
  }

  private async findWith(
    knex: Knex,
    project_id: string,
    column: 'id' | 'sort_name',
    values: readonly string[],
  ): Promise<Row[]> {
    if (values.length === 0) {
      return [];
    }
    const type = column === 'id' ? 'uuid' : 'text';
    const rows = await this.selectSettings(knex, { project_id }).whereRaw(
      ...inListSql(knex, column, values, type),
    );
    return rows.map(this.read);
  }

  private selectSettings(
    knex: Knex,
    { project_id, search, name, sequence, ...filters }: SettingFilter,
  ): Knex.QueryBuilder {
    const query = this.select(knex).where({
      project_id,
      ...(name !== undefined && { sort_name: toNameKey(name) }),
      ...(sequence !== undefined && { sequence }),
    });
    Object.entries(filters).forEach(([column, values]) =>
      whereAnyValue(query, column, values),
    );
    if (search) {
      query.whereRaw("sort_name LIKE ? ESCAPE '\\'", [
        containsPattern(normaliseForSearch(search)),
      ]);
    }
    return query;
  }
}
