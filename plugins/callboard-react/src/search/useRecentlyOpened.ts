import {
  endpoints,
  searchTypes,
  resourceParameters,
  uuid,
  type SearchResult,
  type SearchType,
  type ResourceType,
} from '@callboard/plugin-callboard-common';
import { keepPreviousData } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import { z } from 'zod';
import { usePersonalSetting } from '../hooks/usePersonalSetting';
import { useCallboardQuery, useMe } from '../query/useCallboardQuery';

/** Reading a longer list would take longer than searching. */
const MAX_RECENT = 10;

const openedSchema = z.object({
  type: z.enum(searchTypes),
  id: uuid,
  subtitle: z.string(),
});

type OpenedResource = z.output<typeof openedSchema>;

const parseOpened = (stored: unknown): OpenedResource[] =>
  z.array(openedSchema).safeParse(stored).data ?? [];

const resourceTypeBySearchType: Record<SearchType, ResourceType> = {
  work_item: 'work_item',
  project: 'project',
  person: 'staff',
  department: 'department',
  dashboard: 'dashboard',
};

function buildRecentQuery(resources: readonly OpenedResource[]) {
  const query: Record<string, string> = {};
  // Sorted, so that the cache key does not depend on the order of opening.
  const sortedResources = [...resources].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const { type, id } of sortedResources) {
    const name = resourceParameters[resourceTypeBySearchType[type]];
    query[name] = query[name] ? `${query[name]},${id}` : id;
  }
  return query;
}

function useOpened() {
  const { value, update } = usePersonalSetting('callboard.opened', parseOpened);
  const remember = useCallback(
    ({ type, id, subtitle }: OpenedResource) =>
      update(opened => {
        if (!openedSchema.safeParse({ type, id, subtitle }).success) {
          return opened;
        }
        if (opened[0]?.id === id) {
          return opened;
        }
        const otherResources = opened.filter(other => other.id !== id);
        return [{ type, id, subtitle }, ...otherResources].slice(0, MAX_RECENT);
      }),
    [update],
  );
  return { opened: value, update, remember };
}

/**
 * Records that the person has opened a resource, so that the search offers it.
 *
 * @param subtitle - shown below the title of the resource
 * @public
 */
export function useRecordRecentVisit(
  type: SearchType,
  id: string | undefined,
  subtitle = '',
): void {
  const { opened, remember } = useOpened();
  const isLoaded = opened !== undefined;
  useEffect(() => {
    if (isLoaded && id) {
      remember({ type, id, subtitle });
    }
  }, [isLoaded, remember, type, id, subtitle]);
}

/** The recently opened resources, newest first, without those that are no longer visible. */
export function useRecentlyOpened(): {
  /** Undefined while loading. */
  recent: SearchResult[] | undefined;
  remember: (result: OpenedResource) => void;
} {
  const { isError: isUserUnknown } = useMe();
  const { opened, update, remember } = useOpened();
  const hasAny = Boolean(opened?.length);
  const { data, isError, isPlaceholderData } = useCallboardQuery(
    endpoints.listResources,
    { query: buildRecentQuery(opened ?? []) },
    {
      enabled: hasAny,
      staleTime: 0,
      retry: false,
      placeholderData: keepPreviousData,
    },
  );
  const resources = useMemo(
    () => data && new Map(data.items.map(resource => [resource.id, resource])),
    [data],
  );
  useEffect(() => {
    const missingIds =
      resources && !isPlaceholderData
        ? opened?.filter(({ id }) => !resources.has(id))
        : [];
    if (missingIds?.length) {
      const ids = new Set(missingIds.map(({ id }) => id));
      update(current => current.filter(({ id }) => !ids.has(id)));
    }
  }, [opened, resources, isPlaceholderData, update]);
  const recent = useMemo(() => {
    if (isUserUnknown || isError) {
      return [];
    }
    if (!opened || (hasAny && !resources)) {
      return undefined;
    }
    return opened.flatMap(({ type, id, subtitle }): SearchResult[] => {
      const resource = resources?.get(id);
      return resource
        ? [
            {
              type,
              id,
              subtitle,
              title: resource.title,
              url: resource.url,
              workspace_slug: resource.workspace_slug,
              state: null,
              mark: null,
            },
          ]
        : [];
    });
  }, [opened, hasAny, resources, isError, isUserUnknown]);
  return { recent, remember };
}
