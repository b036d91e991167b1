import { useApiHolder } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQueries } from '@tanstack/react-query';
import {
  createContext,
  useContext,
  useMemo,
  useRef,
  type ReactNode,
} from 'react';
import { parseRef } from '../things/parseRef';

const REFS_AT_ONCE = 100;
const FIVE_MINUTES = 5 * 60_000;

const MissingContext = createContext<ReadonlySet<string>>(new Set());

/** The people among some references, in parts that stay the same as more come. */
function partsOf(refs: readonly string[]): string[][] {
  const people = [...new Set(refs)].filter(
    ref => parseRef(ref)?.kind === 'user',
  );
  return Array.from(
    { length: Math.ceil(people.length / REFS_AT_ONCE) },
    (_, part) => people.slice(part * REFS_AT_ONCE, (part + 1) * REFS_AT_ONCE),
  );
}

const allOf = (results: ReadonlyArray<{ data?: string[] }>) =>
  new Set(results.flatMap(({ data = [] }) => data));

/**
 * Lets every `PersonChip` within say of people that the catalog has no page of
 * them for the reader, as it is when they have left. While the catalog does not
 * answer, all of them are links.
 *
 * @param props.refs - the references of the people, in the order they are listed
 */
export function MissingPeople(props: {
  refs: readonly string[];
  children: ReactNode;
}) {
  const catalog = useApiHolder().get(catalogApiRef);
  const parts = useMemo(() => partsOf(props.refs), [props.refs]);
  const answered = useQueries({
    queries: parts.map(entityRefs => ({
      queryKey: ['callboard', 'missing-people', entityRefs],
      queryFn: async () => {
        const found = await catalog!.getEntitiesByRefs({
          entityRefs,
          fields: ['kind'],
        });
        return entityRefs.filter((_, at) => !found.items[at]);
      },
      enabled: catalog !== undefined,
      staleTime: FIVE_MINUTES,
    })),
    combine: allOf,
  });
  // A part that grows is asked for anew; who was missing stays so meanwhile.
  const known = useRef(answered);
  const missing = useMemo(() => {
    known.current = new Set([...known.current, ...answered]);
    return known.current;
  }, [answered]);
  return (
    <MissingContext.Provider value={missing}>
      {props.children}
    </MissingContext.Provider>
  );
}

/** Whether the catalog is known to have no page of somebody for the reader. */
export function useIsMissing(userRef: string): boolean {
  return useContext(MissingContext).has(userRef);
}
