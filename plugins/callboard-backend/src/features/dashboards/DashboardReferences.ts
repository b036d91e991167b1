import {
  ExportedDashboard,
  NamedReference,
  NamedReferenceType,
  UnresolvedReference,
  DashboardConfig,
  WidgetFilters,
} from '@callboard/plugin-callboard-common';
import { groupBy, uniq, sortBy } from 'lodash';
import { Knex } from 'knex';
import { RequestContext } from '../../access/Caller';
import { normaliseForSearch } from '../../database/text';
import {
  toProjectViewer,
  whereProjectVisible,
} from '../../access/visibility/whereProjectVisible';
import { inListSql, buildValuesTable } from '../../database/bulk';

/** The tables of resources that belong to a project. */
const projectResourceTables = {
  state: 'work_states',
  label: 'work_labels',
  cycle: 'work_cycles',
  module: 'work_modules',
} as const;

/** Matches `PAY-42`: the identifier of a project and the number of an item. */
const ITEM_NAME = /^(.+)-(\d{1,9})$/;

/** Finds the resources of a workspace that a person may see. */
class VisibleResources {
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
    const table = isItem ? 'work_items' : projectResourceTables[type];
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

/** The filters whose values are ids of resources. */
const filterTypes = {
  project_ids: 'project',
  department_ids: 'department',
  states: 'state',
  labels: 'label',
  cycles: 'cycle',
  modules: 'module',
  work_item_ids: 'work_item',
} as const satisfies Partial<Record<keyof WidgetFilters, NamedReferenceType>>;

/** The parts of a dashboard that have filters. */
type FilteredDashboard = Pick<ExportedDashboard, 'config' | 'widgets'>;

/** An id in a filter. */
interface FoundReference {
  type: NamedReferenceType;
  id: string;
  /** The position of the id, such as `widgets[0].config.filters.states[1]`. */
  path: string;
}

/** Replaces the ids in the filters of a dashboard. */
function mapReferences<T extends FilteredDashboard>(
  dashboard: T,
  getNewId: (reference: FoundReference) => string,
): T {
  const mapFilters = <F extends Partial<WidgetFilters>>(
    filters: F,
    path: string,
  ): F => {
    const names = Object.keys(filterTypes) as Array<keyof typeof filterTypes>;
    const mappedIds = names
      .filter(name => filters[name])
      .map(name => [
        name,
        filters[name]!.map((id, index) =>
          id === null
            ? null
            : getNewId({
                type: filterTypes[name],
                id,
                path: `${path}.${name}[${index}]`,
              }),
        ),
      ]);
    return { ...filters, ...Object.fromEntries(mappedIds) };
  };
  const mapConfig = <C extends { filters?: WidgetFilters }>(
    config: C,
    path: string,
  ): C =>
    config.filters
      ? { ...config, filters: mapFilters(config.filters, `${path}.filters`) }
      : config;
  const mappedConfig: DashboardConfig = mapFilters(dashboard.config, 'config');
  return {
    ...dashboard,
    config: mapConfig(mappedConfig, 'config'),
    widgets: dashboard.widgets.map((widget, index) => ({
      ...widget,
      config: mapConfig(widget.config, `widgets[${index}].config`),
    })),
  };
}

/** Lists all ids in the filters of a dashboard. */
function listReferences(dashboard: FilteredDashboard): FoundReference[] {
  const references: FoundReference[] = [];
  mapReferences(dashboard, reference => {
    references.push(reference);
    return reference.id;
  });
  return references;
}

/** The id that a reference resolves to, or the reason why it cannot be resolved. */
type Resolution = { id: string } | { reason: UnresolvedReference['reason'] };

/** Names the references in the filters of an exported dashboard, and resolves them on import. */
export class DashboardReferences {
  readonly #resources: VisibleResources;

  constructor(knex: Knex) {
    this.#resources = new VisibleResources(knex);
  }

  /**
   * Lists the references that the caller may see, without duplicates. Runs at most one query per
   * type.
   */
  async listNamedReferences(
    context: RequestContext,
    dashboard: FilteredDashboard,
  ): Promise<NamedReference[]> {
    const byType = groupBy(listReferences(dashboard), 'type');
    const namedReferences: NamedReference[] = [];
    for (const [type, references] of Object.entries(byType)) {
      const found = await this.#resources.findByIds(
        context,
        type as NamedReferenceType,
        uniq(references.map(({ id }) => id)),
      );
      namedReferences.push(...found);
    }
    return sortBy(namedReferences, ['type', 'name', 'id']);
  }

  /**
   * Replaces the ids in filters by ids of resources that the caller may see. Looks up each resource
   * by id, else by name. Retains unresolved ids, because without them a filter would match more
   * rows.
   */
  async resolve(
    context: RequestContext,
    file: ExportedDashboard,
  ): Promise<{
    dashboard: ExportedDashboard;
    unresolved: UnresolvedReference[];
  }> {
    const byType = groupBy(listReferences(file), 'type');
    const namedReferences = new Map(
      file.references.map(named => [getReferenceKey(named), named]),
    );
    const resolutions = new Map<string, Resolution>();
    for (const [type, references] of Object.entries(byType)) {
      const ids = uniq(references.map(({ id }) => id));
      const idResolutions = await this.resolveIds(
        context,
        type as NamedReferenceType,
        ids.map(id => [id, namedReferences.get(`${type} ${id}`)]),
      );
      idResolutions.forEach((resolution, id) =>
        resolutions.set(`${type} ${id}`, resolution),
      );
    }
    const unresolved: UnresolvedReference[] = [];
    const dashboard = mapReferences(file, reference => {
      const resolution = resolutions.get(getReferenceKey(reference))!;
      if ('id' in resolution) {
        return resolution.id;
      }
      const { path, id } = reference;
      const name =
        namedReferences.get(getReferenceKey(reference))?.name ?? null;
      unresolved.push({ path, id, name, reason: resolution.reason });
      return id;
    });
    return { dashboard, unresolved };
  }

  /** Resolves the ids of a type with at most two queries. */
  private async resolveIds(
    context: RequestContext,
    type: NamedReferenceType,
    requested: ReadonlyArray<[id: string, named: NamedReference | undefined]>,
  ): Promise<Map<string, Resolution>> {
    const ids = requested.map(([id]) => id);
    const visible = await this.#resources.findByIds(context, type, ids);
    const visibleIds = new Set(visible.map(({ id }) => id));
    const names = requested.flatMap(([id, named]) =>
      named && !visibleIds.has(id) ? [named.name] : [],
    );
    const candidates =
      names.length > 0
        ? await this.#resources.findByNames(context, type, uniq(names))
        : [];
    // Indexes candidates by name, because a file may have thousands of references.
    const byName = new Map<string, NamedReference[]>();
    for (const candidate of candidates) {
      const name = normaliseForSearch(candidate.name);
      const sameName = byName.get(name);
      if (sameName) sameName.push(candidate);
      else byName.set(name, [candidate]);
    }
    return new Map(
      requested.map(([id, named]) => [
        id,
        visibleIds.has(id)
          ? { id }
          : resolveByName(
              named,
              named && byName.get(normaliseForSearch(named.name)),
            ),
      ]),
    );
  }
}

/** Resolves a reference by name. Prefers resources in the project of the reference. */
function resolveByName(
  named: NamedReference | undefined,
  sameName: readonly NamedReference[] = [],
): Resolution {
  const inProject = sameName.filter(
    ({ project }) => project === named?.project,
  );
  const [first, ...others] = inProject.length > 0 ? inProject : sameName;
  if (!first) {
    return { reason: 'unknown' };
  }
  return others.length > 0 ? { reason: 'ambiguous' } : { id: first.id };
}

function getReferenceKey({
  type,
  id,
}: Pick<FoundReference, 'type' | 'id'>): string {
  return `${type} ${id}`;
}
