import {
  ExportedDashboard,
  NamedReference,
  NamedReferenceType,
  UnresolvedReference,
  DashboardConfig,
  WidgetFilters,
} from '@callboard/plugin-callboard-common';
import { difference, groupBy, uniq, sortBy } from 'lodash';
import { Knex } from 'knex';
import { RequestContext } from '../../access/Caller';
import { normaliseForSearch, toNameKey } from '../../database/text';
import {
  toProjectViewer,
  whereProjectVisible,
} from '../../access/visibility/whereProjectVisible';
import { inListSql, buildValuesTable } from '../../database/bulk';

const projectResourceTables = {
  state: 'work_states',
  label: 'work_labels',
  cycle: 'work_cycles',
  module: 'work_modules',
  work_item: 'work_items',
} as const;

/** Normalises a name as in the column `sort_name` of the resources of a type. */
function toSortName(type: NamedReferenceType, name: string): string {
  return type in projectResourceTables
    ? toNameKey(name)
    : normaliseForSearch(name);
}

/** Matches `PAY-42`: the identifier of a project and the number of an item. */
const ITEM_NAME = /^(.+)-(\d{1,9})$/;

/** Selects the resources of a type in a workspace that a person may see. */
function selectVisibleResources(
  knex: Knex,
  context: RequestContext,
  type: NamedReferenceType,
): { table: string; query: Knex.QueryBuilder } {
  if (type === 'department') {
    return {
      table: 'departments',
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
      table: 'projects',
      query: projects.select('projects.id', 'projects.name'),
    };
  }
  const table = projectResourceTables[type];
  const nameColumn = type === 'work_item' ? 'number' : 'name';
  return {
    table,
    query: projects
      .join(table, `${table}.project_id`, 'projects.id')
      .whereNull(`${table}.deleted_at`)
      .select(`${table}.id`, `${table}.${nameColumn}`),
  };
}

/** Filters work items to those with the given names, such as `PAY-42`. */
function whereItemNamed(
  knex: Knex,
  items: Knex.QueryBuilder,
  names: readonly string[],
): Knex.QueryBuilder {
  const requested = names.flatMap(name => {
    const [, identifier, number] = ITEM_NAME.exec(name) ?? [];
    return number === undefined ? [] : [{ identifier, number }];
  });
  const requestedTable = buildValuesTable(knex, 'requested', requested, [
    'identifier',
    'number',
  ]);
  return items
    .join(requestedTable as any, 'requested.identifier', 'projects.identifier')
    .whereRaw('work_items.number = CAST(requested.number AS integer)');
}

/** Reads the resources of a type that a person may see, by id or by name, with one query. */
async function readVisibleResources(
  knex: Knex,
  context: RequestContext,
  type: NamedReferenceType,
  requested: { ids: readonly string[] } | { names: readonly string[] },
): Promise<NamedReference[]> {
  const { table, query } = selectVisibleResources(knex, context, type);
  if ('ids' in requested) {
    query.whereRaw(...inListSql(knex, `${table}.id`, requested.ids));
  } else if (type === 'work_item') {
    // Items have no column for their name.
    whereItemNamed(knex, query, requested.names);
  } else {
    const sortNames = requested.names.map(name => toSortName(type, name));
    query.whereRaw(...inListSql(knex, `${table}.sort_name`, sortNames, 'text'));
  }
  const rows: any[] = await query;
  return rows.map(({ id, name, identifier = null, number }) => ({
    type,
    id,
    name: name ?? `${identifier}-${number}`,
    project: identifier,
  }));
}

/** The filters whose values are ids, and the type of the resources with these ids. */
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

interface FilterReference {
  type: NamedReferenceType;
  id: string;
  /** The position of the id, such as `widgets[0].config.filters.states[1]`. */
  path: string;
}

/** Replaces the ids in the filters of a dashboard. */
function mapReferences<T extends FilteredDashboard>(
  dashboard: T,
  getNewId: (reference: FilterReference) => string,
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

function listReferences(dashboard: FilteredDashboard): FilterReference[] {
  const references: FilterReference[] = [];
  mapReferences(dashboard, reference => {
    references.push(reference);
    return reference.id;
  });
  return references;
}

const getReferenceKey = ({ type, id }: Pick<NamedReference, 'type' | 'id'>) =>
  `${type} ${id}`;

const getNameKey = ({ type, name }: NamedReference) =>
  `${type} ${toSortName(type, name)}`;

/** Names the references in the filters of an exported dashboard, and resolves them on import. */
export class DashboardReferences {
  constructor(private readonly knex: Knex) {}

  /**
   * Lists the references that the caller may see, without duplicates. Runs at most one query per
   * type.
   */
  async listNamedReferences(
    context: RequestContext,
    dashboard: FilteredDashboard,
  ): Promise<NamedReference[]> {
    const namedReferences: NamedReference[] = [];
    for (const [type, ids] of groupByType(listReferences(dashboard))) {
      namedReferences.push(
        ...(await readVisibleResources(this.knex, context, type, { ids })),
      );
    }
    return sortBy(namedReferences, ['type', 'name', 'id']);
  }

  /**
   * Replaces the ids in filters by ids of resources that the caller may see. Looks up each resource
   * by its id. If the id is unknown, looks up its name: first in the project that corresponds to
   * the resource's project in the file, then in all projects. Retains unresolved ids, because
   * without them a filter would match more rows. Runs at most two queries per type.
   */
  async resolve(
    context: RequestContext,
    file: ExportedDashboard,
  ): Promise<{
    dashboard: ExportedDashboard;
    unresolved: UnresolvedReference[];
  }> {
    const { knex } = this;
    const namedReferences = new Map(
      file.references.map(named => [getReferenceKey(named), named]),
    );
    /** Maps the identifier of a project in the file to the identifier of the resolved project. */
    const identifiers = new Map<string | null, string>();
    const findNamed = (type: NamedReferenceType, id: string) => {
      const named = namedReferences.get(getReferenceKey({ type, id }));
      return named && replaceIdentifier(named, identifiers.get(named.project));
    };
    const visibleResources = new Map<string, NamedReference>();
    const candidatesByName: Record<string, NamedReference[]> = {};
    const resolveReference = (
      type: NamedReferenceType,
      id: string,
    ): Resolution => {
      const named = findNamed(type, id);
      const found = visibleResources.get(getReferenceKey({ type, id }));
      return found
        ? { found }
        : resolveByName(named, named && candidatesByName[getNameKey(named)]);
    };
    for (const [type, ids] of groupByType(listReferences(file))) {
      const found = await readVisibleResources(knex, context, type, { ids });
      found.forEach(resource =>
        visibleResources.set(getReferenceKey(resource), resource),
      );
      const missing = difference(
        ids,
        found.map(({ id }) => id),
      );
      const names = uniq(
        missing.flatMap(id => findNamed(type, id)?.name ?? []),
      );
      if (names.length > 0) {
        const candidates = await readVisibleResources(knex, context, type, {
          names,
        });
        Object.assign(candidatesByName, groupBy(candidates, getNameKey));
      }
      if (type === 'project') {
        for (const id of ids) {
          const from = findNamed(type, id)?.project;
          const to = resolveReference(type, id).found?.project;
          if (from && to) {
            identifiers.set(from, to);
          }
        }
      }
    }
    const unresolved: UnresolvedReference[] = [];
    const dashboard = mapReferences(file, ({ type, id, path }) => {
      const resolution = resolveReference(type, id);
      if (resolution.found) {
        return resolution.found.id;
      }
      const named = namedReferences.get(getReferenceKey({ type, id }));
      const { reason } = resolution;
      unresolved.push({ path, id, name: named?.name ?? null, reason });
      return id;
    });
    return { dashboard, unresolved };
  }
}

/** Replaces the project identifier of a reference. The name of a work item contains it as well. */
function replaceIdentifier(
  named: NamedReference,
  identifier = named.project,
): NamedReference {
  const { type, name } = named;
  return {
    ...named,
    project: identifier,
    name:
      type === 'work_item'
        ? name.replace(ITEM_NAME, (_, __, number) => `${identifier}-${number}`)
        : name,
  };
}

/** Groups the distinct ids of references by type, projects first. */
function groupByType(
  references: readonly FilterReference[],
): Array<[type: NamedReferenceType, ids: string[]]> {
  const groups = Object.entries(groupBy(references, 'type'));
  return sortBy(groups, ([type]) => type !== 'project').map(([type, group]) => [
    type as NamedReferenceType,
    uniq(group.map(({ id }) => id)),
  ]);
}

/** The resource that a reference resolves to, or the reason why it resolves to none. */
type Resolution =
  | { found: NamedReference }
  | { found?: undefined; reason: UnresolvedReference['reason'] };

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
  return others.length > 0 ? { reason: 'ambiguous' } : { found: first };
}
