import {
  endpoints,
  type WorkItem,
  type Me,
} from '@callboard/plugin-callboard-common';
import {
  useEndpointPages,
  useMe,
  type OwnWorkspace,
  type Pages,
  useCallboardClient,
  useUrlState,
  buildWholeListQuery,
} from '@callboard/plugin-callboard-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useQueries } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useLiveWork } from '../data/refreshWork';
import { OPEN_GROUPS } from '../filters/workQuery';
import { callboardWorkTranslationRef } from '../translation';

/** The lists of the user's work, in their order on the page. */
export const myWorkLists = ['assigned', 'created', 'following'] as const;

export type MyWorkListName = (typeof myWorkLists)[number];

export interface MyWorkChoice {
  list: MyWorkListName;
  isOpenOnly: boolean;
}

/** Returns the query for the items of a list; only for its open items if `isOpenOnly`. */
export function toMyWorkQuery(
  me: Pick<Me, 'user_ref'> | undefined,
  { list, isOpenOnly }: MyWorkChoice,
) {
  // The page and the widget render this list only once `me` is loaded.
  const user_ref = me?.user_ref;
  const filters = {
    assigned: { assignees: user_ref },
    created: { created_by: user_ref },
    following: { is_followed: 'true' as const },
  };
  return {
    ...filters[list],
    state_group: isOpenOnly ? OPEN_GROUPS.join(',') : undefined,
  };
}

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

const urlParameters = [
  'item',
  'project',
  'comment',
  'group',
  'show',
  'list',
] as const;

export function useMyWorkUrl() {
  const [state, setState] = useUrlState(urlParameters);
  const open = useCallback(
    (item: string | undefined, project?: string) =>
      setState({
        item,
        comment: undefined,
        // Without `project`, `item` is the parent or a sub-item of the open item, so the project
        // stays the same.
        ...((!item || project) && { project }),
      }),
    [setState],
  );
  return {
    item: state.item,
    project: state.project,
    isByState: state.group === 'state',
    isAll: state.show === 'all',
    list: myWorkLists.find(name => name === state.list) ?? 'assigned',
    open,
    setList: (list: MyWorkListName) =>
      setState({ list: list === 'assigned' ? undefined : list }),
    setByState: (isByState: boolean) =>
      setState({ group: isByState ? 'state' : undefined }),
    setAll: (isAll: boolean) => setState({ show: isAll ? 'all' : undefined }),
  };
}

/**
 * Loads the names of the states of items in several projects.
 *
 * @returns a function that returns the name of an item's state: an empty string while states load,
 *   the name of the state group if they cannot be read
 */
export function useStateNames(
  { slug }: OwnWorkspace,
  items: readonly Pick<WorkItem, 'project_id'>[],
): (item: Pick<WorkItem, 'state_id' | 'state_group'>) => string {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const client = useCallboardClient();
  return useQueries({
    queries: [...new Set(items.map(({ project_id }) => project_id))].map(pid =>
      buildWholeListQuery(client, endpoints.listStates, {
        params: { slug, pid },
      }),
    ),
    combine: results => {
      const names = new Map(
        results.flatMap(
          ({ data }) => data?.items.map(({ id, name }) => [id, name]) ?? [],
        ) as Array<[string, string]>,
      );
      const isLoading = results.some(({ isPending }) => isPending);
      return ({ state_id, state_group }) =>
        names.get(state_id) ?? (isLoading ? '' : t(`group.${state_group}`));
    },
  });
}
