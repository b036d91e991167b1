import { boundsOf, browserZone } from '@callboard/plugin-callboard-react';
import type { ActivityScope } from '../data/ActivityScope';
import type { ActivityFilters } from './ActivityFilters';

/** The query that lists, summaries, facets and exports of a view share. */
export interface ActivityQuery {
  user_id?: string;
  action?: string;
  entity_type?: string;
  entity_id?: string;
  batch_id?: string;
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
  filters: ActivityFilters,
  today: string,
  weekStart?: number,
): ActivityQuery {
  const { range, workspace_id, views, ...text } = filters;
  return {
    ...scope.within,
    ...(scope.name === 'admin' && workspace_id ? { workspace_id } : {}),
    ...text,
    ...(views === 'false' ? { views: false } : {}),
    ...boundsOf(range, today, weekStart),
    tz: browserZone(),
  };
}
