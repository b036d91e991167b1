import type { Notification } from '@callboard/plugin-callboard-common';
import { parseRef, useTitlesOf } from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';

/** What Callboard does itself, nobody in the catalog has done. */
const OWN_REF = 'system:callboard/callboard';
const OWN_NAME = 'Callboard';

/** What to call those who did what notifications tell. */
export function useActorNames(
  items: readonly Notification[],
): (actorRef: string) => string {
  const refs = useMemo(
    () =>
      items.flatMap(({ actor_ref }) =>
        actor_ref && actor_ref !== OWN_REF ? actor_ref : [],
      ),
    [items],
  );
  const titles = useTitlesOf(refs);
  return ref =>
    ref === OWN_REF ? OWN_NAME : titles.get(ref) ?? parseRef(ref)?.name ?? ref;
}
