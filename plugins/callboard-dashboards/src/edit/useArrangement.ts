import type {
  DashboardWithWidgets,
  Widget,
} from '@callboard/plugin-callboard-common';
import { useCallback, useMemo, useRef } from 'react';
import { compacted, isSamePlaces, mergedPlaces, type Places } from './Places';
import type { Successors } from './useSuccessors';
import { useSaveLayout, type SaveState } from './useSaveLayout';
import type { PushUndo } from './useUndoStack';

/** Where the widgets of a dashboard are while they are moved, and how they got there. */
export interface Arrangement {
  places: Places;
  state: SaveState;
  move: (places: Places) => void;
  /** Makes room for a widget that was just made. */
  include: (widget: Pick<Widget, 'id' | 'size'>) => void;
  /**
   * Remembers where widgets are before one of them is removed.
   *
   * @returns closes the gap once it is; what that returns opens it again, for the widget
   * as it is called then
   */
  beforeRemoval: (id: string) => () => (restored: string) => void;
}

/** Moves widgets; what is moved is saved, and can be taken back. */
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
  /** Places that were remembered, by the ids that their widgets have now. */
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
