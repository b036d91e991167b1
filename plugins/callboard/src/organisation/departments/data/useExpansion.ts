import { MAX_DEPARTMENT_LEVEL } from '@callboard/plugin-callboard-common';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { DepartmentIndex } from '../model/indexTree';

/** Down to this level, departments are shown however many they are. */
const LEAST_LEVELS = 2;

/** Which departments show what is beneath them. */
export interface Expansion {
  isExpanded: (id: string) => boolean;
  set: (ids: readonly string[], isExpanded: boolean) => void;
  /** Expands or collapses all. */
  setAll: (isExpanded: boolean) => void;
}

/** How many levels can be shown without showing more than `room` departments. */
function levelsWithin({ entries }: DepartmentIndex, room: number): number {
  const levels = [...entries.values()].map(({ path }) => path.length);
  const fits = (level: number) =>
    levels.filter(other => other <= level).length <= room;
  let shown = LEAST_LEVELS;
  while (shown < MAX_DEPARTMENT_LEVEL && fits(shown + 1)) {
    shown += 1;
  }
  return shown;
}

/**
 * Keeps what is expanded; the way to the selected department always is.
 *
 * @param room - how many departments can be seen at once
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

  // As text, so that only another way counts as a change.
  const way = (selectedId && entries.get(selectedId)?.path.slice(0, -1)) || [];
  const wayIds = way.map(({ id }) => id).join(' ');
  useEffect(() => {
    if (wayIds) {
      set(wayIds.split(' '), true);
    }
  }, [wayIds, selectedId, set]);

  const levels = useMemo(() => levelsWithin(index, room), [index, room]);
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
