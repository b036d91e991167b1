import {
  endpoints,
  thingParameters,
  thingTypes,
  uuid,
  type Activity,
  type Thing,
  type ThingType,
} from '@callboard/plugin-callboard-common';
import { useQueries } from '@tanstack/react-query';
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { useCallboardClient } from '../api/useCallboardClient';
import { queryKeyOf } from '../query/queryKeyOf';

/** As many as come with a page of a list. */
const ROWS_AT_ONCE = 50;

/** A minute: what is deleted meanwhile is still a link until then. */
const STALE_MS = 60_000;

type Mention = Pick<Activity, 'entity_type' | 'entity_id'>;

/** Where something is; `gone` where it is nowhere for this reader. */
type Place = Thing | 'gone' | undefined;

const ThingsContext = createContext<ReadonlyMap<string, Place>>(new Map());

const keyOf = (type: string, id: string) => `${type} ${id}`;

const isPlaced = (type: string | null): type is ThingType =>
  (thingTypes as readonly (string | null)[]).includes(type);

/** The query that asks for the places of some things; none where there are none. */
function queryFor(mentions: readonly Mention[]) {
  const query: { [Type in (typeof thingParameters)[ThingType]]?: string } = {};
  for (const type of thingTypes) {
    const ids = mentions
      .filter(({ entity_type }) => entity_type === type)
      .flatMap(({ entity_id }) => uuid.safeParse(entity_id).data ?? []);
    if (ids.length > 0) {
      query[thingParameters[type]] = [...new Set(ids)].sort().join(',');
    }
  }
  return query;
}

/**
 * Lets every `EntityLink` within lead to where its thing is in the portal, and
 * say of those that are gone that they are. They are asked for together, once
 * for each page of rows.
 *
 * @public
 */
export function ThingsProvider(props: {
  /** The rows that speak of things, as they are listed. */
  rows: readonly Pick<Activity, 'entity_type' | 'entity_id'>[];
  children: ReactNode;
}) {
  const { rows } = props;
  const client = useCallboardClient();
  const asked = useMemo(() => {
    const pages = Math.ceil(rows.length / ROWS_AT_ONCE);
    return Array.from({ length: pages }, (_, page) =>
      queryFor(rows.slice(page * ROWS_AT_ONCE, (page + 1) * ROWS_AT_ONCE)),
    ).filter(query => Object.keys(query).length > 0);
  }, [rows]);
  const places = useQueries({
    queries: asked.map(query => ({
      queryKey: queryKeyOf(endpoints.listThings, { query }),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        client.call(endpoints.listThings, { query, signal }),
      staleTime: STALE_MS,
    })),
    combine: results => {
      const found = new Map<string, Place>();
      results.forEach(({ data }, at) => {
        for (const type of data ? thingTypes : []) {
          for (const id of asked[at][thingParameters[type]]?.split(',') ?? []) {
            found.set(keyOf(type, id), 'gone');
          }
        }
        data?.items.forEach(thing =>
          found.set(keyOf(thing.type, thing.id), thing),
        );
      });
      return found;
    },
  });
  return (
    <ThingsContext.Provider value={places}>
      {props.children}
    </ThingsContext.Provider>
  );
}

/** Where a thing is, if a `ThingsProvider` above has asked for it. */
export function usePlace(
  type: string | null | undefined,
  id: string | null | undefined,
): Place {
  const places = useContext(ThingsContext);
  return type && id && isPlaced(type) ? places.get(keyOf(type, id)) : undefined;
}
