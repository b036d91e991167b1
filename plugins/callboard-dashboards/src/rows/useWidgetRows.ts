import {
  endpoints,
  type Activity,
  type Widget,
  type WidgetRowsPage,
  type WorkItem,
  type Worklog,
} from '@callboard/plugin-callboard-common';
import {
  getQueryKey,
  useCallboardClient,
  usePages,
  type Pages,
} from '@callboard/plugin-callboard-react';
import type { BarBehind } from '@callboard/plugin-callboard-common/charts';
import type { ViewerFilters } from '../data/ViewerFilters';

/** A row behind a bar. */
export type WidgetRow = WorkItem | Worklog | Activity;

/** Loads the rows behind a widget's bar, page by page. */
export function useWidgetRows(
  slug: string,
  { id: wid, dashboard_id }: Pick<Widget, 'id' | 'dashboard_id'>,
  viewerFilters: ViewerFilters,
  { key, group }: Partial<BarBehind>,
): Pages<WidgetRow> {
  const client = useCallboardClient();
  const params = { slug, id: dashboard_id, wid };
  const query = { ...viewerFilters, key, group };
  return usePages<WidgetRow>({
    queryKey: getQueryKey(endpoints.listWidgetRows, { params, query }),
    load: async (cursor, signal) => {
      const page: WidgetRowsPage = await client.call(endpoints.listWidgetRows, {
        params,
        query: { ...query, cursor },
        signal,
      });
      const { next_cursor, total } = page;
      const items = 'activities' in page ? page.activities : page.items;
      return { items, next_cursor, total };
    },
  });
}
