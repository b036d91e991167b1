import { endpoints } from '@callboard/plugin-callboard-common';
import { queryKeyOf } from '@callboard/plugin-callboard-react';
import type { QueryClient } from '@tanstack/react-query';

/** Reads dashboards again, after one has changed. */
export async function refreshDashboards(queries: QueryClient): Promise<void> {
  await Promise.all(
    [endpoints.listDashboards, endpoints.getDashboard].map(endpoint =>
      queries.invalidateQueries({ queryKey: queryKeyOf(endpoint) }),
    ),
  );
}
