import {
  endpoints,
  thingParameters,
  thingTypes,
  uuid,
  type Activity,
  type ResponseOf,
  type Resource,
  type ResourceType,
} from '@callboard/plugin-callboard-common';
import { useQueries } from '@tanstack/react-query';
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { colouredFields } from '../activity/colouredFields';
import { useCallboardClient } from '../api/useCallboardClient';
import { MissingPeople } from '../people/MissingPeople';
import { queryKeyOf } from '../query/queryKeyOf';
import { useAccumulated } from '../query/useAccumulated';

/** As many as come with a page of a list. */
const ROWS_AT_ONCE = 50;

/** As many of each type as one request takes. */
const IDS_AT_ONCE = 50;

/** A minute: what is deleted meanwhile is still a link until then. */
const STALE_MS = 60_000;

/** The things and people that a row mentions. @public */
export type Mention = Pick<Activity, 'entity_type' | 'entity_id'> &
  Partial<Pick<Activity, 'changes' | 'user_id'>> & {
    /** Of a work item: its state, and the people it is assigned to. */
    state_id?: string;
    assignees?: readonly string[];
  };

/** Where something is, or that it is gone; nothing while that is not known. @public */
export type Place = Resource | 'deleted' | undefined;

type Places = ReadonlyMap<string, Place>;

type Answer = ResponseOf<typeof endpoints.listResources>;

type Query = { [Type in (typeof thingParameters)[ResourceType]]?: string };

const ResourcesContext = createContext<Places>(new Map());

const keyOf = (type: string, id: string) => `${type} ${id}`;

const isPlaced = (type: string | null): type is ResourceType =>
  (thingTypes as readonly (string | null)[]).includes(type);

/** What a row is about, and what its changes name that has a colour. */
function* listMentioned(
  row: Mention,
): Generator<[type: ResourceType, id: string]> {
  const changes = row.entity_type === 'work_item' ? row.changes ?? [] : [];
  const named = changes.flatMap(({ field, old_value, new_value }) => {
    const type = colouredFields.get(field);
    return type
      ? [old_value, new_value].flat().map(value => [type, value] as const)
      : [];
  });
  for (const [type, value] of [
    [row.entity_type, row.entity_id] as const,
    ['work_state', row.state_id] as const,
    ...named,
  ]) {
    const id = uuid.safeParse(value).data;
    if (id && isPlaced(type)) {
      yield [type, id];
    }
  }
}

/** The queries that ask for the places of what some rows speak of. */
function queriesOfRows(rows: readonly Mention[]): Query[] {
  const idsByType = new Map<ResourceType, Set<string>>();
  for (const [type, id] of rows.flatMap(row => [...listMentioned(row)])) {
    idsByType.set(type, (idsByType.get(type) ?? new Set()).add(id));
  }
  const most = Math.max(0, ...[...idsByType.values()].map(ids => ids.size));
  return Array.from({ length: Math.ceil(most / IDS_AT_ONCE) }, (_, part) => {
    const query: Query = {};
    for (const type of thingTypes) {
      const ids = [...(idsByType.get(type) ?? [])]
        .sort()
        .slice(part * IDS_AT_ONCE, (part + 1) * IDS_AT_ONCE);
      if (ids.length > 0) {
        query[thingParameters[type]] = ids.join(',');
      }
    }
    return query;
  });
}

/** The queries for rows, a page of them at a time, each query once. */
function queriesFor(rows: readonly Mention[]): Query[] {
  const queries = new Map<string, Query>();
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    for (const query of queriesOfRows(rows.slice(at, at + ROWS_AT_ONCE))) {
      queries.set(JSON.stringify(query), query);
    }
  }
  return [...queries.values()];
}

function placesIn(results: ReadonlyArray<{ data?: Answer }>): Places {
  const places = new Map<string, Place>();
  for (const { data } of results) {
    data?.items.forEach(thing =>
      places.set(keyOf(thing.type, thing.id), thing),
    );
    data?.deleted.forEach(({ type, id }) =>
      places.set(keyOf(type, id), 'deleted'),
    );
  }
  return places;
}

/**
 * Lets every `EntityLink` within link to its thing's place in the portal, or say
 * that it is gone. Lets every `PersonChip` within mark people whom the catalog does
 * not know. All are looked up together, once for each page of rows.
 *
 * @public
 */
export function ResourcesProvider(props: {
  /** The rows that speak of things, as they are listed. */
  rows: readonly Mention[];
  children: ReactNode;
}) {
  const { rows } = props;
  const client = useCallboardClient();
  const queries = useMemo(() => queriesFor(rows), [rows]);
  const people = useMemo(
    () =>
      rows.flatMap(({ user_id, assignees = [] }) => [
        ...(user_id ? [user_id] : []),
        ...assignees,
      ]),
    [rows],
  );
  const answered = useQueries({
    queries: queries.map(query => ({
      queryKey: queryKeyOf(endpoints.listResources, { query }),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        client.call(endpoints.listResources, { query, signal }),
      staleTime: STALE_MS,
    })),
    combine: placesIn,
  });
  const places = useAccumulated(answered);
  return (
    <ResourcesContext.Provider value={places}>
      <MissingPeople refs={people}>{props.children}</MissingPeople>
    </ResourcesContext.Provider>
  );
}

/** Where a thing is, if a `ResourcesProvider` above has asked for it. @public */
export function usePlace(
  type: string | null | undefined,
  id: string | null | undefined,
): Place {
  const places = useContext(ResourcesContext);
  return type && id && isPlaced(type) ? places.get(keyOf(type, id)) : undefined;
}
