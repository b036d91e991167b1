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
import { useSaveLayout } from './useSaveLayout';

export function useArrangement(
  slug: string,
  dashboard: DashboardWithWidgets,
  push: PushUndo,
  replacements: WidgetReplacements,
) {
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
  const replay = useCallback(
    (from: WidgetPositions, to: WidgetPositions): WidgetPositions => {
      const toCurrentIds = (recorded: WidgetPositions) =>
        new Map(
          [...recorded].map(([id, position]) => [
            replacements.getCurrentId(id),
            position,
          ]),
        );
      return mergePositions(
        toCurrentIds(from),
        toCurrentIds(to),
        latestPositions.current,
      );
    },
    [replacements],
  );
  const move = useCallback(
    (next: WidgetPositions) => {
      const before = latestPositions.current;
      if (!areSamePositions(before, next)) {
        push(() => save(replay(next, before)));
        save(next);
      }
    },
    [replay, push, save],
  );
  const addToLayout = useCallback(
    ({ id, size }: Pick<Widget, 'id' | 'size'>) =>
      save(compactPositions(new Map([...latestPositions.current, [id, size]]))),
    [save],
  );
  /**
   * Records the positions of all widgets before a widget is removed.
   *
   * @returns `closeGap`, to call after the removal. It returns `reopenGap`, to call with the new id
   *   of the widget once the widget is restored.
   */
  const prepareRemoval = useCallback(
    (id: string) => {
      const before = latestPositions.current;
      return () => {
        const remaining = new Map(before);
        remaining.delete(id);
        const after = compactPositions(remaining);
        save(replay(before, after));
        return (restoredId: string) => {
          const reopened = new Map(replay(after, before));
          const position = before.get(id);
          save(position ? reopened.set(restoredId, position) : reopened);
        };
      };
    },
    [replay, save],
  );
  return { positions, state, move, addToLayout, prepareRemoval };
}

export type Arrangement = ReturnType<typeof useArrangement>;
