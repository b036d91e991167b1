import {
  endpoints,
  type DashboardWithWidgets,
} from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';
import type { UseQueryResult } from '@tanstack/react-query';

/** A dashboard with its widgets. */
export function useDashboard(
  slug: string,
  id: string,
): UseQueryResult<DashboardWithWidgets, Error> {
  return useCallboardQuery(endpoints.getDashboard, { params: { slug, id } });
}
