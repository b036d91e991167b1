import {
  endpoints,
  problemsOfWidget,
  type DashboardConfig,
  type WidgetData,
} from '@callboard/plugin-callboard-common';
import {
  queryKeyOf,
  useCallboardClient,
  useDebounced,
} from '@callboard/plugin-callboard-react';
import {
  keepPreviousData,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { AskedAlone } from '../data/AskedAlone';
import type { WidgetDraft } from './WidgetDraft';

/** What of a dashboard applies to a widget that is not on it yet. */
function askedBy(
  { project_ids, department_ids, date_range, timezone }: DashboardConfig,
  draft: WidgetDraft,
): AskedAlone & { tz?: string } {
  const range = draft.config.date_range ? undefined : date_range ?? undefined;
  const known = department_ids?.filter(id => id !== null);
  return {
    ...(typeof range === 'string' ? { date_range: range } : range),
    tz: timezone ?? undefined,
    project_ids: project_ids?.join() || undefined,
    department_ids: known?.join() || undefined,
  };
}

/** What a widget would show; asked once somebody pauses, and only of what makes sense. */
export function usePreview(
  slug: string,
  dashboard: { config: DashboardConfig },
  draft: WidgetDraft,
): UseQueryResult<WidgetData, Error> {
  const client = useCallboardClient();
  const { widget_type, config } = draft;
  const asked = JSON.stringify({
    query: askedBy(dashboard.config, draft),
    body: { widget_type, config },
  });
  const settled = useDebounced(asked);
  const params = { slug };
  return useQuery({
    queryKey: [...queryKeyOf(endpoints.previewWidget), slug, settled],
    queryFn: ({ signal }) =>
      client.call(endpoints.previewWidget, {
        params,
        ...JSON.parse(settled),
        signal,
      }),
    enabled:
      widget_type !== 'text' &&
      settled === asked &&
      problemsOfWidget(widget_type, config).length === 0,
    placeholderData: keepPreviousData,
  });
}
