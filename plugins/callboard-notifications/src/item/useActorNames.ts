import type { Notification } from '@callboard/plugin-callboard-common';
import { parseRef, useTitlesOf } from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';

/** What to call those who did what notifications tell. */
export function useActorNames(
  items: readonly Notification[],
): (actorRef: string) => string {
  const refs = useMemo(
    () => items.flatMap(({ actor_ref }) => actor_ref ?? []),
    [items],
  );
  const titles = useTitlesOf(refs);
  return ref => titles.get(ref) ?? parseRef(ref)?.name ?? ref;
}
