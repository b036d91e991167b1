import {
  endpoints,
  thingParameters,
  type SearchResult,
  type SearchType,
  type ThingType,
} from '@callboard/plugin-callboard-common';
import { useEffect, useMemo, useState } from 'react';
import { useCallboardQuery } from '../query/useCallboardQuery';
import { useMe } from '../query/useMe';
import { RecentlyOpened, type OpenedThing } from './RecentlyOpened';

const thingTypeOf: Record<SearchType, ThingType> = {
  work_item: 'work_item',
  project: 'project',
  person: 'staff',
  department: 'department',
  dashboard: 'dashboard',
};

/** The query for where things are now, as the person may see them. */
function queryFor(things: readonly OpenedThing[]) {
  const query: Record<string, string> = {};
  for (const { type, id } of things) {
    const name = thingParameters[thingTypeOf[type]];
    query[name] = query[name] ? `${query[name]},${id}` : id;
  }
  return query;
}

/**
 * What the person has opened from the search, the latest first, as it is called now.
 * What is gone or can no longer be seen is forgotten.
 */
export function useRecentlyOpened(): {
  /** Undefined until it is known. */
  recent: SearchResult[] | undefined;
  remember: (result: SearchResult) => void;
} {
  const { data: me, isError: isNobody } = useMe();
  const store = useMemo(
    () => me && new RecentlyOpened(window.localStorage, me.user_ref),
    [me],
  );
  const [opened, setOpened] = useState<OpenedThing[]>();
  useEffect(() => setOpened(store?.list()), [store]);
  const isAsked = Boolean(opened?.length);
  const { data, isError } = useCallboardQuery(
    endpoints.listThings,
    { query: queryFor(opened ?? []) },
    { enabled: isAsked, staleTime: 0, retry: false },
  );
  useEffect(() => {
    if (isAsked && data) {
      store?.retain(new Set(data.items.map(({ id }) => id)));
    }
  }, [store, data, isAsked]);
  const recent = useMemo(() => {
    if (isNobody) {
      return [];
    }
    if (!opened || (isAsked && !data && !isError)) {
      return undefined;
    }
    const places = new Map(data?.items.map(thing => [thing.id, thing]));
    return opened.flatMap(({ type, id, subtitle }): SearchResult[] => {
      const place = places.get(id);
      return place
        ? [
            {
              type,
              id,
              subtitle,
              title: place.title,
              url: place.url,
              workspace_slug: place.workspace_slug,
              state: null,
              mark: null,
            },
          ]
        : [];
    });
  }, [opened, isAsked, data, isError, isNobody]);
  return { recent, remember: result => store?.add(result) };
}
