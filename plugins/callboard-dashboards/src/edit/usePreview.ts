import {
  endpoints,
  findConfigProblems,
  type Dashboard,
  type WidgetData,
} from '@callboard/plugin-callboard-common';
import {
  getQueryKey,
  useCallboardClient,
  useDebounced,
} from '@callboard/plugin-callboard-react';
import {
  keepPreviousData,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { WidgetDraft } from './WidgetDraft';

/** Loads a preview of a widget, after a pause in typing and only if the draft is valid. */
export function usePreview(
  slug: string,
  { id, config: narrowing }: Pick<Dashboard, 'id' | 'config'>,
  draft: WidgetDraft,
): UseQueryResult<WidgetData, Error> {
  const client = useCallboardClient();
  const { widget_type, config } = draft;
  const request = JSON.stringify({ dashboard_id: id, widget_type, config });
  const settled = useDebounced(request);
  const params = { slug };
  return useQuery({
    queryKey: [
      ...getQueryKey(endpoints.previewWidget, { params }),
      settled,
      narrowing,
    ],
    queryFn: ({ signal }) =>
      client.call(endpoints.previewWidget, {
        params,
        body: JSON.parse(settled),
        signal,
      }),
    enabled:
      widget_type !== 'text' &&
      settled === request &&
      findConfigProblems(widget_type, config).length === 0,
    placeholderData: keepPreviousData,
  });
}
