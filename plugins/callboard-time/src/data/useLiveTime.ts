import { endpoints } from '@callboard/plugin-callboard-common';
import { useLiveSignal } from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { refreshTime } from './refreshTime';

const QUIET = 2_000;

/** People log time all day, and the capacity of a team is expensive to compute. In milliseconds. */
const CAPACITY_QUIET = 30_000;

/** The entity types that weeks and days depend on. */
const types: ReadonlySet<string> = new Set([
  'worklog',
  'period',
  'holiday',
  'time_off',
  'work_schedule',
  // A bulk creation of worklogs is an action on their workspace.
  'workspace',
]);

/** Refetches time when it changes elsewhere: in another tab, or by the timer. */
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
    run: () => {
      const isDue = Date.now() - countedAt.current >= CAPACITY_QUIET;
      if (isDue) {
        countedAt.current = Date.now();
      }
      refreshTime(queries, isDue ? undefined : endpoints.getCapacity);
    },
  });
}
