import type {
  DashboardWithWidgets,
  Widget,
} from '@callboard/plugin-callboard-common';
import { useCallback, useMemo, useRef } from 'react';
import { compacted, isSamePlaces, mergedPlaces, type Places } from './Places';
import type { Successors } from './useSuccessors';
import { useSaveLayout, type SaveState } from './useSaveLayout';
import type { PushUndo } from './useUndoStack';

/** The positions of a dashboard's widgets while they are moved, and the actions that move them. */
export interface Arrangement {
  places: Places;
  state: SaveState;
  move: (places: Places) => void;
  /** Makes room for a new widget. */
  include: (widget: Pick<Widget, 'id' | 'size'>) => void;
  /**
   * Remembers the positions of widgets before one is removed.
   *
   * @returns a function that closes the gap after the removal; it returns another one that opens
   *   the gap again, for the restored widget's id
   */
  beforeRemoval: (id: string) => () => (restored: string) => void;
}

/** Moves widgets; saves each move, with undo. */
export function useArrangement(
  slug: string,
  dashboard: DashboardWithWidgets,
  push: PushUndo,
  successors: Successors,
): Arrangement {
  const { widgets } = dashboard;
  const { unsaved, save, state } = useSaveLayout(slug, dashboard);
  const places = useMemo(
    () =>
      compacted(
        new Map(widgets.map(({ id, size }) => [id, unsaved?.get(id) ?? size])),
      ),
    [unsaved, widgets],
  );
  const current = useRef(places);
  current.current = places;
  /** Restores remembered positions, by the current ids of their widgets. */
  const byNow = useCallback(
    (known: Places): Places =>
      new Map([...known].map(([id, place]) => [successors.of(id), place])),
    [successors],
  );
  const move = useCallback(
    (next: Places) => {
      const before = current.current;
      if (isSamePlaces(before, next)) {
        return;
      }
      push(() =>
        save(mergedPlaces(byNow(next), byNow(before), current.current)),
      );
      save(next);
    },
    [byNow, push, save],
  );
  const include = useCallback(
    ({ id, size }: Pick<Widget, 'id' | 'size'>) =>
      save(compacted(new Map([...current.current, [id, size]]))),
    [save],
  );
  const beforeRemoval = useCallback(
    (id: string) => {
      const before = current.current;
      return () => {
        const others = new Map(before);
        others.delete(id);
        const after = compacted(others);
        save(mergedPlaces(byNow(before), byNow(after), current.current));
        return (restored: string) => {
          const back = new Map(
            mergedPlaces(byNow(after), byNow(before), current.current),
          );
          const place = before.get(id);
          save(place ? back.set(restored, place) : back);
        };
      };
    },
    [byNow, save],
  );
  return { places, state, move, include, beforeRemoval };
}
