import { useApiHolder } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQueries } from '@tanstack/react-query';
import {
  createContext,
  useCallback,
  useContext,
  useMemo,
  type ReactNode,
  useRef,
} from 'react';
import { chunk } from '../query/chunk';
import { parseRef } from '../resources/entityRefs';

/**
 * Merges all responses so far. When a list grows, its last chunk is requested again; the earlier
 * response stays in use until the new one arrives and replaces it.
 *
 * @param responses - the current responses; a new map whenever they change
 */
export function useAccumulated<Value>(
  responses: ReadonlyMap<string, Value>,
): ReadonlyMap<string, Value> {
  const merged = useRef(responses);
  return useMemo(() => {
    merged.current = new Map([...merged.current, ...responses]);
    return merged.current;
  }, [responses]);
}

const MAX_REFS_PER_REQUEST = 100;
const FIVE_MINUTES = 5 * 60_000;

/** The catalog's names of people by reference; null for people missing from it. */
type PersonNames = ReadonlyMap<string, string | null>;

interface Profile {
  profile?: { displayName?: string };
}

const PersonNamesContext = createContext<PersonNames>(new Map());

/** The references of people, in chunks that stay stable as a list grows. */
function chunkPersonRefs(refs: readonly string[]): string[][] {
  const people = [...new Set(refs)].filter(
    ref => parseRef(ref)?.kind === 'user',
  );
  return chunk(people, MAX_REFS_PER_REQUEST);
}

const mergePeopleNames = (
  results: ReadonlyArray<{ data?: Array<[ref: string, name: string | null]> }>,
): PersonNames => new Map(results.flatMap(({ data = [] }) => data));

/**
 * Requests the names of people from the catalog. Each `PersonChip` inside then marks people whom
 * the viewer cannot find there, and shows names that the rows lack. Until the catalog responds, all
 * people are links. `refs` must be in list order.
 */
export function MissingPeople(props: {
  refs: readonly string[];
  children: ReactNode;
}) {
  const catalog = useApiHolder().get(catalogApiRef);
  const chunks = useMemo(() => chunkPersonRefs(props.refs), [props.refs]);
  const responses = useQueries({
    queries: chunks.map(entityRefs => ({
      queryKey: ['callboard', 'missing-people', entityRefs],
      queryFn: async () => {
        const response = await catalog!.getEntitiesByRefs({
          entityRefs,
          fields: ['kind', 'metadata.name', 'metadata.title', 'spec.profile'],
        });
        return entityRefs.map((ref, index): [string, string | null] => {
          const entity = response.items[index];
          const { profile } = (entity?.spec ?? {}) as Profile;
          return [
            ref,
            entity
              ? profile?.displayName ??
                entity.metadata?.title ??
                parseRef(ref)!.name
              : null,
          ];
        });
      },
      enabled: catalog !== undefined,
      staleTime: FIVE_MINUTES,
    })),
    combine: mergePeopleNames,
  });
  const names = useAccumulated(responses);
  return (
    <PersonNamesContext.Provider value={names}>
      {props.children}
    </PersonNamesContext.Provider>
  );
}

/** Whether the catalog lacks a person or hides them from the viewer; false until it responds. */
export function useIsMissing(userRef: string): boolean {
  return useContext(PersonNamesContext).get(userRef) === null;
}

/**
 * Returns a function that names people by reference. Below a `ResourcesProvider`, it returns the
 * catalog's names. Elsewhere, and for people missing from the catalog, it returns the name in the
 * reference.
 *
 * @public
 */
export function usePersonName(): (userRef: string) => string {
  const names = useContext(PersonNamesContext);
  return useCallback(
    userRef => names.get(userRef) ?? parseRef(userRef)?.name ?? userRef,
    [names],
  );
}
