import {
  endpoints,
  type ProjectOverview,
} from '@callboard/plugin-callboard-common';
import {
  useCallboardQuery,
  useEndpointPages,
  type OwnWorkspace,
  type Pages,
} from '@callboard/plugin-callboard-react';
import { useLiveWork } from '../data/useLiveWork';
import type { ProjectsUrl } from './useProjectsUrl';

const PAGE = 50;

/** Loads the projects of a workspace for the address, with their total. */
export function useProjectOverviews(
  workspace: OwnWorkspace,
  url: ProjectsUrl,
): {
  list: Pages<ProjectOverview>;
  /** The numbers of matches: of the reader's own projects, and in total. */
  totals: { mine: number | undefined; all: number | undefined };
} {
  useLiveWork(workspace.id);
  const params = { slug: workspace.slug };
  const query = { search: url.search, is_archived: url.isArchived };
  const toMineFilter = (isMine: boolean) => (isMine ? true : undefined);
  const list = useEndpointPages(endpoints.listProjectOverviews, {
    params,
    query: {
      ...query,
      is_mine: toMineFilter(url.isMine),
      order_by: url.order,
      limit: PAGE,
    },
  });
  const other = useCallboardQuery(endpoints.listProjectOverviews, {
    params,
    query: { ...query, is_mine: toMineFilter(!url.isMine), limit: 1 },
  });
  const shown = list.isStale ? undefined : list.data?.total;
  const hidden = other.data?.total;
  return {
    list,
    totals: url.isMine
      ? { mine: shown, all: hidden }
      : { mine: hidden, all: shown },
  };
}
