import {
  endpoints,
  resourceParameters,
  resourceTypes,
  uuid,
  type Activity,
  type ResponseOf,
  type Resource,
  type ResourceType,
} from '@callboard/plugin-callboard-common';
import { useQueries } from '@tanstack/react-query';
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { useCallboardClient } from '../query/useCallboardClient';
import { MissingPeople, useAccumulated } from '../people/MissingPeople';
import { chunk } from '../query/chunk';
import { buildEndpointQuery } from '../query/useCallboardQuery';

/** Fields of work items whose values are ids of resources with a colour. */
export const colouredFields: ReadonlyMap<string, 'work_state' | 'label'> =
  new Map([
    ['state_id', 'work_state'],
    ['labels', 'label'],
  ]);

/** The page size of lists. Batches of this size request the resources of each page only once. */
const ROWS_PER_PAGE = 50;

const MAX_IDS_PER_TYPE = 50;

/** The time for which a link to a deleted resource can remain, in milliseconds. */
const STALE_MS = 60_000;

/** The resources and people that a row refers to. @public */
export type ResourceReferences = Pick<Activity, 'entity_type' | 'entity_id'> &
  Partial<Pick<Activity, 'changes' | 'user_id'>> & {
    /** For a work item: its state and assignees. */
    state_id?: string;
    assignees?: readonly string[];
  };

/** A resource with its URL, or `deleted`; undefined while unknown. @public */
export type ResourceLookup = Resource | 'deleted' | undefined;

type ResourceLookups = ReadonlyMap<string, ResourceLookup>;

type ResourcesResponse = ResponseOf<typeof endpoints.listResources>;

type ResourceQuery = {
  [Type in (typeof resourceParameters)[ResourceType]]?: string;
};

const ResourcesContext = createContext<ResourceLookups>(new Map());

const getResourceKey = (type: string, id: string) => `${type} ${id}`;

const isResourceType = (type: string | null): type is ResourceType =>
  (resourceTypes as readonly (string | null)[]).includes(type);

/** Lists a row's resource, the row's state, and the states and labels in the row's changes. */
function* listReferencedResources(
  row: ResourceReferences,
): Generator<[type: ResourceType, id: string]> {
  const changes = row.entity_type === 'work_item' ? row.changes ?? [] : [];
  const changedResources = changes.flatMap(
    ({ field, old_value, new_value }) => {
      const type = colouredFields.get(field);
      return type
        ? [old_value, new_value].flat().map(value => [type, value] as const)
        : [];
    },
  );
  for (const [type, value] of [
    [row.entity_type, row.entity_id] as const,
    ['work_state', row.state_id] as const,
    ...changedResources,
  ]) {
    const id = uuid.safeParse(value).data;
    if (id && isResourceType(type)) {
      yield [type, id];
    }
  }
}

function buildPageQueries(
  rows: readonly ResourceReferences[],
): ResourceQuery[] {
  const idsByType = new Map<ResourceType, Set<string>>();
  for (const [type, id] of rows.flatMap(row => [
    ...listReferencedResources(row),
  ])) {
    idsByType.set(type, (idsByType.get(type) ?? new Set()).add(id));
  }
  const maxIds = Math.max(0, ...[...idsByType.values()].map(ids => ids.size));
  return Array.from(
    { length: Math.ceil(maxIds / MAX_IDS_PER_TYPE) },
    (_, chunkIndex) => {
      const query: ResourceQuery = {};
      for (const type of resourceTypes) {
        const ids = [...(idsByType.get(type) ?? [])]
          .sort()
          .slice(
            chunkIndex * MAX_IDS_PER_TYPE,
            (chunkIndex + 1) * MAX_IDS_PER_TYPE,
          );
        if (ids.length > 0) {
          query[resourceParameters[type]] = ids.join(',');
        }
      }
      return query;
    },
  );
}

/** Builds the queries for rows, one page of rows at a time, without duplicates. */
function buildResourceQueries(
  rows: readonly ResourceReferences[],
): ResourceQuery[] {
  const queries = chunk(rows, ROWS_PER_PAGE).flatMap(buildPageQueries);
  return [
    ...new Map(queries.map(query => [JSON.stringify(query), query])).values(),
  ];
}

function collectLookups(
  results: ReadonlyArray<{ data?: ResourcesResponse }>,
): ResourceLookups {
  const lookups = new Map<string, ResourceLookup>();
  for (const { data } of results) {
    data?.items.forEach(resource =>
      lookups.set(getResourceKey(resource.type, resource.id), resource),
    );
    data?.deleted.forEach(({ type, id }) =>
      lookups.set(getResourceKey(type, id), 'deleted'),
    );
  }
  return lookups;
}

/**
 * Loads the resources that rows refer to. In the children, each `EntityLink` links to its resource
 * or marks it as deleted, and each `PersonChip` marks a person whom the catalog does not know.
 * Requests the resources of each page of rows together.
 *
 * @public
 */
export function ResourcesProvider(props: {
  /** The rows that refer to resources, in the order of the list. */
  rows: readonly ResourceReferences[];
  children: ReactNode;
}) {
  const { rows } = props;
  const client = useCallboardClient();
  const queries = useMemo(() => buildResourceQueries(rows), [rows]);
  const userRefs = useMemo(
    () =>
      rows.flatMap(({ user_id, assignees = [] }) => [
        ...(user_id ? [user_id] : []),
        ...assignees,
      ]),
    [rows],
  );
  const responses = useQueries({
    queries: queries.map(query => ({
      ...buildEndpointQuery(client, endpoints.listResources, { query }),
      staleTime: STALE_MS,
    })),
    combine: collectLookups,
  });
  const lookups = useAccumulated(responses);
  return (
    <ResourcesContext.Provider value={lookups}>
      <MissingPeople refs={userRefs}>{props.children}</MissingPeople>
    </ResourcesContext.Provider>
  );
}

/** A resource with its URL, if an ancestor `ResourcesProvider` has loaded it. @public */
export function useResource(
  type: string | null | undefined,
  id: string | null | undefined,
): ResourceLookup {
  const lookups = useContext(ResourcesContext);
  return type && id && isResourceType(type)
    ? lookups.get(getResourceKey(type, id))
    : undefined;
}
