import {
  endpoints,
  workSettingEndpoints,
  type WidgetFilters,
} from '@callboard/plugin-callboard-common';
import {
  useCallboardClient,
  useCallboardQuery,
  useDebounced,
  type ItemOf,
  type ListEndpoint,
  type ListPage,
  type ReadInput,
  buildWholeListQuery,
} from '@callboard/plugin-callboard-react';
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import type { FilterOption } from './useResourceNames';

/** The maximum number of search results. Users find further results with a longer search text. */
const MAX_RESULTS = 50;

/** The maximum number of projects whose states, labels, cycles and modules are offered. */
const MAX_PROJECTS = 10;

const OPTIONS_STALE_MS = 60_000;

interface Options {
  options: FilterOption[];
  loading: boolean;
  onSearch?: (text: string) => void;
}

/**
 * Searches a list for the typed text. While results load, `options` are the previous results, which
 * fields must filter with `filterFound`.
 */
function useSearch<E extends ListEndpoint>(
  endpoint: E,
  buildInput: (search: { search?: string; limit: number }) => ReadInput<E>,
  toOption: (item: ItemOf<E>) => FilterOption,
): Options {
  const [text, setText] = useState('');
  const searchText = text.trim();
  const search = useDebounced(searchText);
  const { data, isFetching } = useCallboardQuery(
    endpoint,
    buildInput({ limit: MAX_RESULTS, ...(search ? { search } : {}) }),
    { staleTime: OPTIONS_STALE_MS, placeholderData: keepPreviousData },
  );
  const page = data as ListPage<ItemOf<E>> | undefined;
  return {
    options: (page?.items ?? []).map(toOption),
    loading: isFetching || search !== searchText,
    onSearch: setText,
  };
}

export function useProjectOptions(slug: string): Options {
  return useSearch(
    endpoints.listProjects,
    query => ({ params: { slug }, query }),
    ({ id, name }) => ({ value: id, label: name }),
  );
}

export function useWorkItemOptions(slug: string): Options {
  return useSearch(
    endpoints.listWorkItemsOfWorkspace,
    query => ({
      params: { slug },
      query: { order_by: 'relevance' as const, ...query },
    }),
    ({ id, identifier, title }) => ({
      value: id,
      label: `${identifier} ${title}`,
    }),
  );
}

export function usePeopleOptions(slug: string): Options {
  return useSearch(
    endpoints.listWorkspaceMembers,
    query => ({ params: { slug }, query }),
    ({ user_ref, display_name }) => ({ value: user_ref, label: display_name }),
  );
}

const listEndpoints = {
  states: workSettingEndpoints.states.list,
  labels: workSettingEndpoints.labels.list,
  cycles: workSettingEndpoints.cycles.list,
  modules: workSettingEndpoints.modules.list,
} as const;

export function useSettingOptions(
  slug: string,
  kind: keyof typeof listEndpoints & keyof WidgetFilters,
  projects: ReadonlyArray<{ id: string; name: string }>,
): Options {
  const client = useCallboardClient();
  const endpoint = listEndpoints[kind] as typeof listEndpoints.labels;
  const offeredProjects = projects.slice(0, MAX_PROJECTS);
  const results = useQueries({
    queries: offeredProjects.map(({ id }) => ({
      ...buildWholeListQuery(client, endpoint, { params: { slug, pid: id } }),
      staleTime: OPTIONS_STALE_MS,
    })),
  });
  return {
    options: results.flatMap(({ data }, index) =>
      (data?.items ?? []).map(({ id, name }) => ({
        value: id,
        label:
          offeredProjects.length > 1
            ? `${offeredProjects[index].name} · ${name}`
            : name,
      })),
    ),
    loading: results.some(({ isLoading }) => isLoading),
  };
}
