import { endpoints } from '@callboard/plugin-callboard-common';
import { useLiveSignal } from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { refreshTime } from './refreshTime';

const QUIET = 2_000;

/** Others log all day, and the capacity of many is much to count each time. */
const CAPACITY_QUIET = 30_000;

/** The types of entities on which weeks and days depend. */
const types: ReadonlySet<string> = new Set([
  'worklog',
  'period',
  'holiday',
  'time_off',
  'work_schedule',
  // Entries made together are one act on their workspace.
  'workspace',
]);

/** Reads time again when it was logged elsewhere: in another tab, by the timer. */
export function useLiveTime(workspaceId: string): void {
  const queries = useQueryClient();
  const countedAt = useRef(0);
  useLiveSignal({
    topic: 'change',
    quiet: QUIET,
    wakesOn: signal =>
      signal.type === 'change' &&
      signal.workspace_id === workspaceId &&
      types.has(signal.entity_type),
    act: () => {
      const isDue = Date.now() - countedAt.current >= CAPACITY_QUIET;
      if (isDue) {
        countedAt.current = Date.now();
      }
      refreshTime(queries, isDue ? undefined : endpoints.getCapacity);
    },
  });
}
