import {
  NamedReference,
  NamedReferenceType,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { RequestContext } from '../../../access/Caller';
import {
  toProjectViewer,
  whereProjectVisible,
} from '../../../access/visibility/whereProjectVisible';
import { inListSql, buildValuesTable } from '../../../database/bulk';
import { normaliseForSearch } from '../../../database/text';

const settingTables = {
  state: 'work_states',
  label: 'work_labels',
  cycle: 'work_cycles',
  module: 'work_modules',
} as const;

/** `PAY-42`: the identifier of a project and the number of an item. */
const ITEM_NAME = /^(.+)-(\d{1,9})$/;

/** Finds the resources of a workspace that a person may see. */
export class VisibleResources {
  constructor(private readonly knex: Knex) {}

  /** Finds resources of a type by id, with one query. */
  async findByIds(
    context: RequestContext,
    type: NamedReferenceType,
    ids: readonly string[],
  ): Promise<NamedReference[]> {
    const { column, query } = this.selectVisibleResources(context, type);
    return this.read(
      type,
      query.whereRaw(...inListSql(this.knex, column, ids)),
    );
  }

  /** Finds resources of a type by name, with one query. */
  async findByNames(
    context: RequestContext,
    type: NamedReferenceType,
    names: readonly string[],
  ): Promise<NamedReference[]> {
    const { query, sortName } = this.selectVisibleResources(context, type);
    if (sortName === undefined) {
      return this.read(type, this.filterItemsByName(query, names));
    }
    const sortNames = names.map(normaliseForSearch);
    return this.read(
      type,
      query.whereRaw(...inListSql(this.knex, sortName, sortNames, 'text')),
    );
  }

  /** Selects the visible resources of a type. Items have no column for their name. */
  private selectVisibleResources(
    context: RequestContext,
    type: NamedReferenceType,
  ): { column: string; sortName?: string; query: Knex.QueryBuilder } {
    const { knex } = this;
    if (type === 'department') {
      return {
        column: 'departments.id',
        sortName: 'departments.sort_name',
        query: knex('departments')
          .select('departments.id', 'departments.name')
          .where('departments.workspace_id', context.workspace.id)
          .whereNull('departments.deleted_at'),
      };
    }
    const projects = whereProjectVisible(
      knex('projects')
        .where('projects.workspace_id', context.workspace.id)
        .whereNull('projects.deleted_at'),
      toProjectViewer(context),
    ).select('projects.identifier');
    if (type === 'project') {
      return {
        column: 'projects.id',
        sortName: 'projects.sort_name',
        query: projects.select('projects.id', 'projects.name'),
      };
    }
    const isItem = type === 'work_item';
    const table = isItem ? 'work_items' : settingTables[type];
    return {
      column: `${table}.id`,
      sortName: isItem ? undefined : `${table}.sort_name`,
      query: projects
        .join(table, `${table}.project_id`, 'projects.id')
        .whereNull(`${table}.deleted_at`)
        .select(`${table}.id`, `${table}.${isItem ? 'number' : 'name'}`),
    };
  }

  private filterItemsByName(
    items: Knex.QueryBuilder,
    names: readonly string[],
  ): Knex.QueryBuilder {
    const requested = names.flatMap(name => {
      const [, identifier, number] = ITEM_NAME.exec(name) ?? [];
      return number === undefined ? [] : [{ identifier, number }];
    });
    const requestedTable = buildValuesTable(this.knex, 'requested', requested, [
      'identifier',
      'number',
    ]);
    return items
      .join(
        requestedTable as any,
        'requested.identifier',
        'projects.identifier',
      )
      .whereRaw('work_items.number = CAST(requested.number AS integer)');
  }

  private async read(
    type: NamedReferenceType,
    query: Knex.QueryBuilder,
  ): Promise<NamedReference[]> {
    const rows: any[] = await query;
    return rows.map(({ id, name, identifier = null, number }) => ({
      type,
      id,
      name: name ?? `${identifier}-${number}`,
      project: identifier,
    }));
  }
}
