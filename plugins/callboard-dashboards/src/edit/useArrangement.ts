import type {
  DashboardWithWidgets,
  Widget,
} from '@callboard/plugin-callboard-common';
import { useCallback, useMemo, useRef } from 'react';
import {
  compactPositions,
  areSamePositions,
  mergePositions,
  type WidgetPositions,
} from './WidgetPositions';
import type { Successors, PushUndo } from './useUndoStack';
import { useSaveLayout, type SaveState } from './useSaveLayout';

/** The positions of a dashboard's widgets while they are moved, and the actions that move them. */
export interface Arrangement {
  positions: WidgetPositions;
  state: SaveState;
  move: (positions: WidgetPositions) => void;
  /** Adds a new widget to the layout and moves others out of its way. */
  addToLayout: (widget: Pick<Widget, 'id' | 'size'>) => void;
  /**
   * Remembers the positions of widgets before one is removed.
   *
   * @returns a function to call after the removal, which closes the gap. It returns a function that
   *   opens the gap again for the restored widget, whose id it receives.
   */
  prepareRemoval: (id: string) => () => (restoredId: string) => void;
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
  const positions = useMemo(
    () =>
      compactPositions(
        new Map(widgets.map(({ id, size }) => [id, unsaved?.get(id) ?? size])),
      ),
    [unsaved, widgets],
  );
  const current = useRef(positions);
  current.current = positions;
  /** Replaces the ids in recorded positions with the current ids of the widgets. */
  const toCurrentIds = useCallback(
    (recorded: WidgetPositions): WidgetPositions =>
      new Map(
        [...recorded].map(([id, position]) => [
          successors.getCurrentId(id),
          position,
        ]),
      ),
    [successors],
  );
  const move = useCallback(
    (next: WidgetPositions) => {
      const before = current.current;
      if (areSamePositions(before, next)) {
        return;
      }
      push(() =>
        save(
          mergePositions(
            toCurrentIds(next),
            toCurrentIds(before),
            current.current,
          ),
        ),
      );
      save(next);
    },
    [toCurrentIds, push, save],
  );
  const addToLayout = useCallback(
    ({ id, size }: Pick<Widget, 'id' | 'size'>) =>
      save(compactPositions(new Map([...current.current, [id, size]]))),
    [save],
  );
  const prepareRemoval = useCallback(
    (id: string) => {
      const before = current.current;
      return () => {
        const others = new Map(before);
        others.delete(id);
        const after = compactPositions(others);
        save(
          mergePositions(
            toCurrentIds(before),
            toCurrentIds(after),
            current.current,
          ),
        );
        return (restoredId: string) => {
          const reopened = new Map(
            mergePositions(
              toCurrentIds(after),
              toCurrentIds(before),
              current.current,
            ),
          );
          const position = before.get(id);
          save(position ? reopened.set(restoredId, position) : reopened);
        };
      };
    },
    [toCurrentIds, save],
  );
  return { positions, state, move, addToLayout, prepareRemoval };
}
