import {
  ExportedDashboard,
  NamedReference,
  NamedReferenceType,
  UnresolvedReference,
  DashboardConfig,
  WidgetFilters,
} from '@callboard/plugin-callboard-common';
import { groupBy, uniq, sortBy } from 'lodash';
import { RequestContext } from '../../../access/Caller';
import { normaliseForSearch } from '../../../database/normaliseForSearch';
import { VisibleResources } from './VisibleResources';

/** The filters whose values are ids of resources. */
const typeOfFilter = {
  project_ids: 'project',
  department_ids: 'department',
  states: 'state',
  labels: 'label',
  cycles: 'cycle',
  modules: 'module',
  work_item_ids: 'work_item',
} as const satisfies Partial<Record<keyof WidgetFilters, NamedReferenceType>>;

/** The parts of a dashboard that have filters. */
type Filtering = Pick<ExportedDashboard, 'config' | 'widgets'>;

/** An id in a filter. */
interface FoundReference {
  type: NamedReferenceType;
  id: string;
  /** `widgets[0].config.filters.states[1]` */
  path: string;
}

/** Replaces the ids in the filters of a dashboard. */
function mapReferences<T extends Filtering>(
  dashboard: T,
  idFor: (reference: FoundReference) => string,
): T {
  const replaceIds = <F extends Partial<WidgetFilters>>(
    filters: F,
    path: string,
  ): F => mapFilters(filters, path, idFor);
  const config: DashboardConfig = replaceIds(dashboard.config, 'config');
  return {
    ...dashboard,
    config: {
      ...config,
      ...(config.filters && {
        filters: replaceIds(config.filters, 'config.filters'),
      }),
    },
    widgets: dashboard.widgets.map((widget, index) => ({
      ...widget,
      config: {
        ...widget.config,
        ...(widget.config.filters && {
          filters: replaceIds(
            widget.config.filters,
            `widgets[${index}].config.filters`,
          ),
        }),
      },
    })),
  };
}

/** Lists all ids in the filters of a dashboard. */
function listReferences(dashboard: Filtering): FoundReference[] {
  const found: FoundReference[] = [];
  mapReferences(dashboard, reference => {
    found.push(reference);
    return reference.id;
  });
  return found;
}

function mapFilters<F extends Partial<WidgetFilters>>(
  filters: F,
  path: string,
  idFor: (reference: FoundReference) => string,
): F {
  const names = Object.keys(typeOfFilter) as Array<keyof typeof typeOfFilter>;
  const mapped = names
    .filter(name => filters[name])
    .map(name => [
      name,
      filters[name]!.map((id, index) =>
        id === null
          ? null
          : idFor({
              type: typeOfFilter[name],
              id,
              path: `${path}.${name}[${index}]`,
            }),
      ),
    ]);
  return { ...filters, ...Object.fromEntries(mapped) };
}

/** Finds names for the ids in filters of dashboards. */
export class ReferenceNames {
  constructor(private readonly resources: VisibleResources) {}

  /** Returns the references that the caller may see, without duplicates: at most one query per type. */
  async listNamedReferences(
    context: RequestContext,
    dashboard: Filtering,
  ): Promise<NamedReference[]> {
    const byType = groupBy(listReferences(dashboard), 'type');
    const named: NamedReference[] = [];
    for (const found of Object.values(byType)) {
      named.push(...(await this.findNamedReferences(context, found)));
    }
    return sortBy(named, ['type', 'name', 'id']);
  }

  private async findNamedReferences(
    context: RequestContext,
    found: FoundReference[],
  ): Promise<NamedReference[]> {
    const ids = [...new Set(found.map(({ id }) => id))];
    return this.resources.findByIds(context, found[0].type, ids);
  }
}

/** The id that a reference resolves to, or the reason why it does not. */
type Meaning = { id: string } | { reason: UnresolvedReference['reason'] };

/** Resolves the references of an exported dashboard in the importing workspace. */
export class ReferenceResolver {
  constructor(private readonly resources: VisibleResources) {}

  /**
   * Replaces the ids in filters by those of resources that the caller may see: by id, else by name.
   * Unresolved ids stay, or the chart would count other rows than intended.
   */
  async resolve(
    context: RequestContext,
    file: ExportedDashboard,
  ): Promise<{ found: ExportedDashboard; unresolved: UnresolvedReference[] }> {
    const byType = groupBy(listReferences(file), 'type');
    const names = new Map(
      file.references.map(named => [getReferenceKey(named), named]),
    );
    const meanings = new Map<string, Meaning>();
    for (const [type, references] of Object.entries(byType)) {
      const ids = uniq(references.map(({ id }) => id));
      const ofType = await this.resolveMeanings(
        context,
        type as NamedReferenceType,
        ids.map(id => [id, names.get(`${type} ${id}`)]),
      );
      ofType.forEach((meaning, id) => meanings.set(`${type} ${id}`, meaning));
    }
    const unresolved: UnresolvedReference[] = [];
    const found = mapReferences(file, reference => {
      const meaning = meanings.get(getReferenceKey(reference))!;
      if ('id' in meaning) {
        return meaning.id;
      }
      const { path, id } = reference;
      const name = names.get(getReferenceKey(reference))?.name ?? null;
      unresolved.push({ path, id, name, reason: meaning.reason });
      return id;
    });
    return { found, unresolved };
  }

  /** Resolves the ids of a type: two queries for any number. */
  private async resolveMeanings(
    context: RequestContext,
    type: NamedReferenceType,
    requested: ReadonlyArray<[id: string, named: NamedReference | undefined]>,
  ): Promise<Map<string, Meaning>> {
    const ids = requested.map(([id]) => id);
    const here = await this.resources.findByIds(context, type, ids);
    const isHere = new Set(here.map(({ id }) => id));
    const named = requested.flatMap(([id, name]) =>
      name && !isHere.has(id) ? [name.name] : [],
    );
    const candidates =
      named.length > 0
        ? await this.resources.findByNames(context, type, uniq(named))
        : [];
    const byName = new Map<string, NamedReference[]>();
    for (const candidate of candidates) {
      const key = normaliseForSearch(candidate.name);
      byName.set(key, [...(byName.get(key) ?? []), candidate]);
    }
    return new Map(
      requested.map(([id, name]) => [
        id,
        isHere.has(id)
          ? { id }
          : resolveMeaning(
              name,
              name ? byName.get(normaliseForSearch(name.name)) : undefined,
            ),
      ]),
    );
  }
}

/** Among several with the same name, prefers the one in a project of the same name. */
function resolveMeaning(
  named: NamedReference | undefined,
  candidates: readonly NamedReference[] = [],
): Meaning {
  const inProject = candidates.filter(
    ({ project }) => project === named?.project,
  );
  const [first, ...others] = inProject.length > 0 ? inProject : candidates;
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
