import { endpoints, type Dashboard } from '@callboard/plugin-callboard-common';
import {
  useCallboardQuery,
  useEndpointPages,
  type OwnWorkspace,
  type Pages,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import type { DashboardsUrl } from './useDashboardsUrl';
import { useLiveDashboards } from './useLiveDashboards';

/** More favourites than these are listed among the others. */
const MAX_FAVOURITES = 200;

/** Loads the dashboards for the address; the list of all starts with the favourites. */
export function useDashboards(
  workspace: OwnWorkspace,
  url: DashboardsUrl,
): { list: Pages<Dashboard>; isGrouped: boolean } {
  useLiveDashboards(workspace.id);
  const params = { slug: workspace.slug };
  const { show, search } = url;
  const isAll = show === 'all';
  const list = useEndpointPages(endpoints.listDashboards, {
    params,
    query: {
      search,
      access: show === 'shared' || show === 'private' ? show : undefined,
      is_favourite: show === 'favourites' ? true : undefined,
    },
  });
  const favourites = useCallboardQuery(
    endpoints.listDashboards,
    { params, query: { search, is_favourite: true, limit: MAX_FAVOURITES } },
    { enabled: isAll },
  );
  const first = isAll ? favourites.data?.items : undefined;
  const { data } = list;
  const items = useMemo(() => {
    if (!data || !first) {
      return data?.items;
    }
    const known = new Map(data.items.map(one => [one.id, one]));
    // For a dashboard in both responses, the list's version wins: it is the later one.
    const starred = first.map(one => known.get(one.id) ?? one);
    const others = data.items.filter(
      ({ id }) => !first.some(one => one.id === id),
    );
    return [...starred, ...others];
  }, [data, first]);
  const isWaiting = isAll && favourites.isPending;
  return {
    isGrouped: isAll && Boolean(first?.length),
    list: {
      ...list,
      data: items && !isWaiting ? { items, total: data?.total } : undefined,
    },
  };
}
