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
import type { WidgetReplacements, PushUndo } from './useUndoStack';
import { useSaveLayout, type SaveState } from './useSaveLayout';

/** The positions of a dashboard's widgets while they are moved, and the actions that move them. */
export interface Arrangement {
  positions: WidgetPositions;
  state: SaveState;
  move: (positions: WidgetPositions) => void;
  /** Adds a new widget to the layout and moves others out of its way. */
  addToLayout: (widget: Pick<Widget, 'id' | 'size'>) => void;
  /**
   * Records the positions of widgets before one is removed.
   *
   * @returns a function to call after the removal, which closes the gap. That function returns
   *   another one, which reopens the gap for the restored widget with its new id.
   */
  prepareRemoval: (id: string) => () => (restoredId: string) => void;
}

/** Moves widgets, saves each move, and makes it undoable. */
export function useArrangement(
  slug: string,
  dashboard: DashboardWithWidgets,
  push: PushUndo,
  replacements: WidgetReplacements,
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
  const latestPositions = useRef(positions);
  latestPositions.current = positions;
  /** Replaces the ids in recorded positions with the current ids of the widgets. */
  const toCurrentIds = useCallback(
    (recorded: WidgetPositions): WidgetPositions =>
      new Map(
        [...recorded].map(([id, position]) => [
          replacements.getCurrentId(id),
          position,
        ]),
      ),
    [replacements],
  );
  const move = useCallback(
    (next: WidgetPositions) => {
      const before = latestPositions.current;
      if (areSamePositions(before, next)) {
        return;
      }
      push(() =>
        save(
          mergePositions(
            toCurrentIds(next),
            toCurrentIds(before),
            latestPositions.current,
          ),
        ),
      );
      save(next);
    },
    [toCurrentIds, push, save],
  );
  const addToLayout = useCallback(
    ({ id, size }: Pick<Widget, 'id' | 'size'>) =>
      save(compactPositions(new Map([...latestPositions.current, [id, size]]))),
    [save],
  );
  const prepareRemoval = useCallback(
    (id: string) => {
      const before = latestPositions.current;
      return () => {
        const remaining = new Map(before);
        remaining.delete(id);
        const after = compactPositions(remaining);
        save(
          mergePositions(
            toCurrentIds(before),
            toCurrentIds(after),
            latestPositions.current,
          ),
        );
        return (restoredId: string) => {
          const reopened = new Map(
            mergePositions(
              toCurrentIds(after),
              toCurrentIds(before),
              latestPositions.current,
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
