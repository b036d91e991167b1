import { endpoints, type WorkItem } from '@callboard/plugin-callboard-common';
import {
  useEndpointPages,
  useMe,
  type OwnWorkspace,
  type Pages,
} from '@callboard/plugin-callboard-react';
import { useLiveWork } from '../data/useLiveWork';
import { toMyWorkQuery, type MyWorkChoice } from './toMyWorkQuery';

/** The items of one of the reader's lists in a workspace, most urgent first. */
export function useMyWorkItems(
  workspace: OwnWorkspace,
  options: MyWorkChoice & { limit: number },
): Pages<WorkItem> {
  const { data: me } = useMe();
  useLiveWork(workspace.id);
  return useEndpointPages(endpoints.listWorkItemsOfWorkspace, {
    params: { slug: workspace.slug },
    query: {
      ...toMyWorkQuery(me, options),
      order_by: 'priority',
      limit: options.limit,
    },
  });
}
