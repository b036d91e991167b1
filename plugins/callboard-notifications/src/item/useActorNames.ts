import type { Notification } from '@callboard/plugin-callboard-common';
import { parseRef, useEntityTitles } from '@callboard/plugin-callboard-react';
import { useCallback, useMemo } from 'react';

function getActorName(
  ref: string,
  titles: ReadonlyMap<string, string>,
): string {
  const { kind, name = ref } = parseRef(ref) ?? {};
  // Actors that are not people, such as Callboard itself, are not in the catalog.
  return kind === 'user'
    ? titles.get(ref) ?? name
    : name.charAt(0).toLocaleUpperCase() + name.slice(1);
}

const isPerson = (ref: string) => parseRef(ref)?.kind === 'user';

/** Returns a function that names the actors of notifications. */
export function useActorNames(
  items: readonly Notification[],
): (actorRef: string) => string {
  const refs = useMemo(
    () => items.flatMap(({ actor_ref }) => actor_ref ?? []).filter(isPerson),
    [items],
  );
  const titles = useEntityTitles(refs);
  return useCallback(ref => getActorName(ref, titles), [titles]);
}
