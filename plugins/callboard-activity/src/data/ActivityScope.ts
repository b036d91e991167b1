import {
  activityScopes,
  type ActivityScopeName,
} from '@callboard/plugin-callboard-common';

/** The endpoints of a scope; the three differ only in additional parameters. */
type ScopeEndpoints = (typeof activityScopes)['me'];

/** The activity that a view shows: the endpoints and parameters of its requests. */
export interface ActivityScope {
  name: ActivityScopeName;
  endpoints: ScopeEndpoints;
  /** Parameters of every request of the scope, besides the filters. */
  within: { workspace?: string; about?: string; user_id?: string };
}

/** The scope of a name, for `workspace` with the workspace's slug. */
export function createActivityScope(
  name: ActivityScopeName,
  within: ActivityScope['within'] = {},
): ActivityScope {
  return {
    name,
    endpoints: activityScopes[name] as unknown as ScopeEndpoints,
    within,
  };
}
