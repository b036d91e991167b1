import {
  DashboardConfig,
  ExportedDashboard,
  NamedReferenceType,
  WidgetFilters,
} from '@callboard/plugin-callboard-common';

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
export type Filtering = Pick<ExportedDashboard, 'config' | 'widgets'>;

/** An id in a filter. */
export interface FoundReference {
  type: NamedReferenceType;
  id: string;
  /** `widgets[0].config.filters.states[1]` */
  path: string;
}

/** Replaces the ids in the filters of a dashboard. */
export function mapReferences<T extends Filtering>(
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
export function listReferences(dashboard: Filtering): FoundReference[] {
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
