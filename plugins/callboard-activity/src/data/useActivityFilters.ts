import {
  useUrlState,
  toDateBounds,
  getBrowserZone,
} from '@callboard/plugin-callboard-react';
import { useCallback, useMemo } from 'react';
import {
  type ActivityFilters,
  filterParameters,
  parseActivityFilters,
  toFilterParameters,
  getEffectiveRange,
  type ViewDefaults,
} from './ActivityFilters';
import type { ActivityScope } from './activityQueries';

export type FilterState = ReturnType<typeof useActivityFilters>;

/** The URL parameters that a filter change sets. The change also closes the open row. */
const changedParameters = [...filterParameters, 'row'] as const;

/**
 * Returns the active filters from the URL, and functions to change them.
 *
 * @param defaults - must be the same object on each render
 */
export function useActivityFilters(defaults: ViewDefaults) {
  const [state] = useUrlState(filterParameters);
  const [, setState] = useUrlState(changedParameters);
  const filters = useMemo(
    () => parseActivityFilters(state, defaults),
    [state, defaults],
  );
  const change = useCallback(
    (patch: Partial<ActivityFilters>) =>
      setState({
        ...toFilterParameters({ ...filters, ...patch }, defaults),
        row: undefined,
      }),
    [filters, setState, defaults],
  );
  const clear = useCallback(
    () => setState({ ...toFilterParameters({}, defaults), row: undefined }),
    [setState, defaults],
  );
  const range = useMemo(
    () => getEffectiveRange(filters, defaults.range),
    [filters, defaults],
  );
  return {
    filters,
    /** The effective range: the chosen one, or the implied one. */
    range,
    hidesViews: filters.views
      ? filters.views === 'false'
      : Boolean(defaults.hidesViews),
    defaults,
    /** Changes some filters. Removes a filter whose new value is undefined. */
    change,
    clear,
    /** Whether any filter differs from the default. */
    isFiltered: Object.keys(filters).length > 0,
  };
}

/** The query parameters that a view's list, summary, facets and exports share. */
export interface ActivityQuery {
  user_id?: string;
  action?: string;
  entity_type?: string;
  entity_id?: string;
  batch_id?: string;
  /** The reference of an entity; matches the entity, its project and the project's resources. */
  about?: string;
  q?: string;
  /** False hides page views. */
  views?: boolean;
  start?: string;
  end?: string;
  tz: string;
}

export function toActivityQuery(
  scope: ActivityScope,
  {
    filters,
    range,
    hidesViews,
  }: Pick<FilterState, 'filters' | 'range' | 'hidesViews'>,
  today: string,
  weekStart?: number,
): ActivityQuery {
  const { range: _, views, workspace_id, ...text } = filters;
  return {
    ...text,
    ...scope.fixedQuery,
    ...(scope.name === 'admin' && workspace_id ? { workspace_id } : {}),
    ...(hidesViews ? { views: false } : {}),
    ...toDateBounds(range, today, weekStart),
    tz: getBrowserZone(),
  };
}
