import {
  toDateBounds,
  getBrowserZone,
} from '@callboard/plugin-callboard-react';
import type { ActivityScope } from '../data/ActivityScope';
import type { FilterState } from './useActivityFilters';

/** The query that lists, summaries, facets and exports of a view share. */
export interface ActivityQuery {
  user_id?: string;
  action?: string;
  entity_type?: string;
  entity_id?: string;
  batch_id?: string;
  /** An entity, with its project and the project's resources. */
  about?: string;
  q?: string;
  /** False hides page views. */
  views?: boolean;
  start?: string;
  end?: string;
  tz: string;
}

/** Converts the filters to a query, with relative dates resolved as of today. */
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
    ...scope.within,
    ...(scope.name === 'admin' && workspace_id ? { workspace_id } : {}),
    ...(hidesViews ? { views: false } : {}),
    ...toDateBounds(range, today, weekStart),
    tz: getBrowserZone(),
  };
}
