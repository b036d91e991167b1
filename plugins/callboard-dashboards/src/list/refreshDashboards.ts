import { endpoints } from '@callboard/plugin-callboard-common';
import { getQueryKey } from '@callboard/plugin-callboard-react';
import type { QueryClient } from '@tanstack/react-query';

/** Refetches dashboards after a change. */
export async function refreshDashboards(queries: QueryClient): Promise<void> {
  await Promise.all(
    [endpoints.listDashboards, endpoints.getDashboard].map(endpoint =>
      queries.invalidateQueries({ queryKey: getQueryKey(endpoint) }),
    ),
  );
}
