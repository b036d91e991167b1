import { MAX_DEPARTMENT_LEVEL } from '@callboard/plugin-callboard-common';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { DepartmentIndex } from '../model/indexTree';

/** Departments down to this level are always visible. */
const MIN_LEVELS = 2;

/** The expanded departments. */
export interface Expansion {
  isExpanded: (id: string) => boolean;
  set: (ids: readonly string[], isExpanded: boolean) => void;
  /** Expands or collapses all departments. */
  setAll: (isExpanded: boolean) => void;
}

/** The number of levels that can be visible with at most `room` departments. */
function countLevelsWithin(
  { entries }: DepartmentIndex,
  maxDepartments: number,
): number {
  const levels = [...entries.values()].map(({ path }) => path.length);
  const fits = (level: number) =>
    levels.filter(other => other <= level).length <= maxDepartments;
  let shown = MIN_LEVELS;
  while (shown < MAX_DEPARTMENT_LEVEL && fits(shown + 1)) {
    shown += 1;
  }
  return shown;
}

/**
 * Stores the expanded departments. Selecting a department expands its ancestors.
 *
 * @param room - how many departments fit on the screen
 */
export function useExpansion(
  index: DepartmentIndex,
  selectedId: string | undefined,
  room: number,
): Expansion {
  const { entries } = index;
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());

  const set = useCallback(
    (ids: readonly string[], isExpanded: boolean) =>
      setChosen(
        old => new Map([...old, ...ids.map(id => [id, isExpanded] as const)]),
      ),
    [],
  );

  // As text, so that only a different path counts as a change.
  const ancestors =
    (selectedId && entries.get(selectedId)?.path.slice(0, -1)) || [];
  const ancestorIds = ancestors.map(({ id }) => id).join(' ');
  useEffect(() => {
    if (ancestorIds) {
      set(ancestorIds.split(' '), true);
    }
  }, [ancestorIds, selectedId, set]);

  const levels = useMemo(() => countLevelsWithin(index, room), [index, room]);
  return useMemo(
    () => ({
      isExpanded: id =>
        chosen.get(id) ?? (entries.get(id)?.path.length ?? 0) < levels,
      set,
      setAll: isExpanded => set([...entries.keys()], isExpanded),
    }),
    [chosen, entries, levels, set],
  );
}
