import {
  endpoints,
  type Widget,
  type WidgetData,
} from '@callboard/plugin-callboard-common';
import {
  queryKeyOf,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { AskedAlone } from './AskedAlone';

const SECOND = 1_000;

/** What a widget shows to the reader, asked again as often as its dashboard says. */
export function useWidgetData(
  slug: string,
  widget: Pick<Widget, 'id' | 'dashboard_id' | 'widget_type' | 'config'>,
  asked: AskedAlone,
  refresh_seconds: number = 0,
): UseQueryResult<WidgetData, Error> {
  const client = useCallboardClient();
  const { id, dashboard_id, widget_type, config } = widget;
  const params = { slug, id: dashboard_id, wid: id };
  const query = { ...asked };
  // The numbers of another question would be read in the units of this one.
  const question = JSON.stringify([widget_type, config]);
  return useQuery({
    queryKey: [
      ...queryKeyOf(endpoints.getWidgetData, { params, query }),
      question,
    ],
    queryFn: ({ signal }) =>
      client.call(endpoints.getWidgetData, { params, query, signal }),
    enabled: widget_type !== 'text',
    placeholderData: (known, before) =>
      before?.queryKey.at(-1) === question ? known : undefined,
    refetchInterval: refresh_seconds > 0 && refresh_seconds * SECOND,
  });
}
