import {
  activityScopes,
  type ActivityScopeName,
} from '@callboard/plugin-callboard-common';

/** The endpoints of a scope; the three differ only in what they take besides. */
type ScopeEndpoints = (typeof activityScopes)['me'];

/** Whose activity a view shows. */
export interface ActivityScope {
  name: ActivityScopeName;
  endpoints: ScopeEndpoints;
  /** What every request of the scope says besides the filters. */
  within: { workspace?: string; about?: string; user_id?: string };
}

/** The scope of a name, for `workspace` with the workspace's slug. */
export function activityScopeOf(
  name: ActivityScopeName,
  within: ActivityScope['within'] = {},
): ActivityScope {
  return {
    name,
    endpoints: activityScopes[name] as unknown as ScopeEndpoints,
    within,
  };
}
