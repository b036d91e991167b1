import { endpoints } from '@callboard/plugin-callboard-common';
import {
  useCallboardQuery,
  useDebounced,
  useMe,
} from '@callboard/plugin-callboard-react';
import { keepPreviousData } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ItemGroup, ItemOption } from './ItemOption';
import { toLoggedItem, type LoggedItem } from './LoggedItem';

const MAX_FOUND = 20;
const MAX_OFFERED = 12;

/** Enough worklogs to contain several different work items. */
const RECENT_ENTRIES = 50;

const MINUTE = 60_000;

function toItemOptions(
  group: ItemGroup,
  items: readonly LoggedItem[] = [],
): ItemOption[] {
  return items.map(item => ({ ...toLoggedItem(item), group }));
}

/** Removes duplicates and keeps the first occurrence. */
function deduplicateOptions(options: readonly ItemOption[]): ItemOption[] {
  const seen = new Set<string>();
  return options.filter(({ id }) => !seen.has(id) && seen.add(id));
}

/**
 * The work items offered before a search: assigned ones in progress, then those with recent
 * worklogs.
 */
export function useOfferedItems(slug: string): ItemOption[] {
  const { data: me } = useMe();
  const params = { slug };
  const assigned = useCallboardQuery(
    endpoints.listWorkItemsOfWorkspace,
    {
      params,
      query: {
        assignees: me?.user_ref,
        state_group: 'started',
        order_by: 'priority',
        limit: MAX_OFFERED,
      },
    },
    { enabled: me !== undefined, staleTime: MINUTE },
  );
  const recent = useCallboardQuery(
    endpoints.listWorklogs,
    { params, query: { member_id: me?.user_ref, limit: RECENT_ENTRIES } },
    { enabled: me !== undefined, staleTime: MINUTE },
  );
  return useMemo(() => {
    const logged = recent.data?.items.map(({ work_item, project_id }) => ({
      ...work_item,
      project_id,
    }));
    return deduplicateOptions([
      ...toItemOptions('assigned', assigned.data?.items),
      ...toItemOptions('recent', logged),
    ]).slice(0, 2 * MAX_OFFERED);
  }, [assigned.data, recent.data]);
}

/** The work items found by a search; without a search, the offered ones. */
export function useItemOptions(
  slug: string,
  typed: string,
): { options: ItemOption[]; isLoading: boolean } {
  const offered = useOfferedItems(slug);
  const text = typed.trim();
  const search = useDebounced(text);
  const found = useCallboardQuery(
    endpoints.listWorkItemsOfWorkspace,
    {
      params: { slug },
      query: { search, order_by: 'relevance', limit: MAX_FOUND },
    },
    { enabled: search !== '', placeholderData: keepPreviousData },
  );
  const options = useMemo(
    () => (text ? toItemOptions('found', found.data?.items) : offered),
    [text, found.data, offered],
  );
  return {
    options,
    isLoading: text !== '' && (found.isFetching || search !== text),
  };
}
