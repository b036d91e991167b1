import {
  endpoints,
  type Analytics,
  type AnalyticsTab,
} from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';
import { keepPreviousData } from '@tanstack/react-query';
import type { AnalyticsScope } from './AnalyticsScope';

/** The data of a tab. */
export type AnalyticsOf<Tab extends AnalyticsTab> = Extract<
  Analytics,
  { tab: Tab }
>;

/** A running or finished query. */
export interface AnalyticsQuery<Tab extends AnalyticsTab> {
  data: AnalyticsOf<Tab> | undefined;
  error: Error | null;
  refetch: () => unknown;
  /** Whether the data belong to other filters, while new ones load. */
  isStale: boolean;
}

/** Loads the data of a tab for the page's scope. */
export function useAnalytics<Tab extends AnalyticsTab>(
  tab: Tab,
  scope: AnalyticsScope,
): AnalyticsQuery<Tab> {
  const { workspace, start, end, project, department } = scope;
  const { data, error, refetch, isPlaceholderData } = useCallboardQuery(
    endpoints.getAnalytics,
    {
      params: { slug: workspace.slug },
      query: {
        tab,
        start,
        end,
        ...(project && { project_ids: project }),
        ...(department && { department_ids: department }),
      },
    },
    { placeholderData: keepPreviousData },
  );
  return {
    data: data?.tab === tab ? (data as AnalyticsOf<Tab>) : undefined,
    error,
    refetch,
    isStale: isPlaceholderData,
  };
}
