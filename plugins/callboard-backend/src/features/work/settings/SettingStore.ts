import { Knex } from 'knex';
import {
  buildProjectSettingsPath,
  Resource,
} from '@callboard/plugin-callboard-common';
import { ResourceResolver } from '../../../core/resources/ResourceResolver';
import { whereProjectInScope } from '../../../core/resources/VisibilityScope';
import { countRows } from '../../../database/statements';
import { insertMany, inListSql } from '../../../database/bulk';
import { containsPattern, readInstant } from '../../../database/dialect';
import { normaliseForSearch } from '../../../database/text';
import { SettingKind, SettingRow } from './settingKinds';

/** Creates the resolver of one kind of settings, which links to the settings of the project. */
export function createSettingResolver({
  entity_type: type,
  table,
  columns,
}: Pick<
  SettingKind<any>,
  'entity_type' | 'table' | 'columns'
>): ResourceResolver {
  const fields = (['color', 'group'] as const).filter(field =>
    columns.includes(field),
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

/** Selects the settings of a list. */
interface SettingFilter {
  project_id: string;
  /** Part of a name, ignoring case and accents. */
  search?: string;
}

/** The cursor of a list of settings. */
export type SettingPosition = [key: string | number, id: string];

/** Reads and writes the table of one kind of settings. Never finds deleted ones. */
export class SettingStore<Row extends SettingRow> {
  constructor(private readonly kind: SettingKind<Row>) {}

  /** Lists settings of a project, in order, after a cursor. */
  async list(
    knex: Knex,
    filter: SettingFilter,
    { after, limit }: { after?: SettingPosition; limit: number },
  ): Promise<Row[]> {
    const { orderKey } = this.kind;
    const query = this.selectSettings(knex, filter)
      .orderByRaw(`${orderKey}, id`)
      .limit(limit);
    if (after) {
      query.whereRaw(`(${orderKey}, id) > (?, ?)`, after);
    }
    return (await query).map((row: any) => this.read(row));
  }

  /** Counts the settings that `list` returns. */
  async count(knex: Knex, filter: SettingFilter): Promise<number> {
    return countRows(this.selectSettings(knex, filter));
  }

  /** Finds settings of a project by id and skips missing ones. */
  async findMany(
    knex: Knex,
    project_id: string,
    ids: readonly string[],
  ): Promise<Row[]> {
    return ids.length === 0
      ? []
      : (
          await this.selectSettings(knex, { project_id }).whereIn('id', [
            ...ids,
          ])
        ).map((row: any) => this.read(row));
  }

  /** Finds settings of a project by name, ignoring case and accents. */
  async findByNames(
    knex: Knex,
    project_id: string,
    names: readonly string[],
  ): Promise<Row[]> {
    return names.length === 0
      ? []
      : (
          await this.selectSettings(knex, { project_id }).whereRaw(
            ...inListSql(
              knex,
              'sort_name',
              names.map(normaliseForSearch),
              'text',
            ),
          )
        ).map((row: any) => this.read(row));
  }

  async insertMany(tx: Knex.Transaction, rows: readonly Row[]): Promise<void> {
    await insertMany(
      tx,
      this.kind.table,
      rows.map(row => this.toColumns(row)),
    );
  }

  async update(tx: Knex.Transaction, row: Row): Promise<void> {
    await tx(this.kind.table).where({ id: row.id }).update(this.toColumns(row));
  }

  /** Marks a setting as deleted. */
  async softDelete(
    tx: Knex.Transaction,
    id: string,
    now: number,
  ): Promise<void> {
    await tx(this.kind.table)
      .where({ id })
      .update({ deleted_at: new Date(now) });
  }

  private selectSettings(
    knex: Knex,
    { project_id, search }: SettingFilter,
  ): Knex.QueryBuilder {
    const query = knex(this.kind.table)
      .where({ project_id })
      .whereNull('deleted_at');
    if (search) {
      query.whereRaw("sort_name LIKE ? ESCAPE '\\'", [
        containsPattern(normaliseForSearch(search)),
      ]);
    }
    return query;
  }

  private read(row: any): Row {
    const kindFields = Object.fromEntries(
      this.kind.columns.map(column => [column, row[column]]),
    );
    return {
      id: row.id,
      workspace_id: row.workspace_id,
      project_id: row.project_id,
      name: row.name,
      ...kindFields,
      version: row.version,
      created_at: readInstant(row.created_at),
      updated_at: readInstant(row.updated_at),
    } as Row;
  }

  private toColumns(row: Row) {
    return {
      ...(row as unknown as Record<keyof Row & string, string | number | null>),
      sort_name: normaliseForSearch(row.name),
      created_at: new Date(row.created_at),
      updated_at: new Date(row.updated_at),
    };
  }
}
