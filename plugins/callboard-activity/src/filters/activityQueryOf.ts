import { boundsOf, browserZone } from '@callboard/plugin-callboard-react';
import type { ActivityScope } from '../data/ActivityScope';
import type { FilterState } from './useActivityFilters';

/** The query that lists, summaries, facets and exports of a view share. */
export interface ActivityQuery {
  user_id?: string;
  action?: string;
  entity_type?: string;
  entity_id?: string;
  batch_id?: string;
  /** An entity, with its project and what is in that. */
  about?: string;
  q?: string;
  /** False leaves out what was only looked at. */
  views?: boolean;
  start?: string;
  end?: string;
  tz: string;
}

/** What the filters mean today, as the API takes it. */
export function activityQueryOf(
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
    ...boundsOf(range, today, weekStart),
    tz: browserZone(),
  };
}
