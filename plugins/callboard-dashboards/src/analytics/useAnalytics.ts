import {
  endpoints,
  type Analytics,
  type AnalyticsTab,
} from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';
import { keepPreviousData } from '@tanstack/react-query';
import type { AnalyticsScope } from './AnalyticsScope';

/** The answer of a tab. */
export type AnalyticsOf<Tab extends AnalyticsTab> = Extract<
  Analytics,
  { tab: Tab }
>;

/** An answer on its way. */
export interface AnalyticsQuery<Tab extends AnalyticsTab> {
  data: AnalyticsOf<Tab> | undefined;
  error: Error | null;
  refetch: () => unknown;
  /** Whether the data are those of other filters, until these are answered. */
  isStale: boolean;
}

/** What a tab tells of what the page is about. */
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
