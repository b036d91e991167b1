import { endpoints } from '@callboard/plugin-callboard-common';
import { useLiveSignal } from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { refreshTime } from './refreshTime';

const MIN_REFETCH_INTERVAL_MS = 2_000;

/**
 * The minimum interval between refetches of capacity, in milliseconds: capacity is expensive to
 * compute and worklogs change often.
 */
const CAPACITY_QUIET = 30_000;

/** The entity types that weeks and days depend on. */
const types: ReadonlySet<string> = new Set([
  'worklog',
  'period',
  'holiday',
  'time_off',
  'work_schedule',
  // Creating worklogs in bulk emits a signal for their workspace.
  'workspace',
]);

/** Refetches worklog data when it changes elsewhere: in another tab, or through the timer. */
export function useLiveTime(workspaceId: string): void {
  const queries = useQueryClient();
  const capacityRefetchedAt = useRef(0);
  useLiveSignal({
    topic: 'change',
    pauseMs: MIN_REFETCH_INTERVAL_MS,
    wakesOn: signal =>
      signal.type === 'change' &&
      signal.workspace_id === workspaceId &&
      types.has(signal.entity_type),
    run: () => {
      const isDue = Date.now() - capacityRefetchedAt.current >= CAPACITY_QUIET;
      if (isDue) {
        capacityRefetchedAt.current = Date.now();
      }
      refreshTime(queries, isDue ? undefined : endpoints.getCapacity);
    },
  });
}
