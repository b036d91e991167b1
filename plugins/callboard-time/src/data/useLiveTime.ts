import { useLiveSignal } from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { refreshTime } from './refreshTime';

/** Others log all day, and all who look at time hear of it. */
const QUIET = 10_000;

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
  useLiveSignal({
    topic: 'change',
    quiet: QUIET,
    wakesOn: signal =>
      signal.type === 'change' &&
      signal.workspace_id === workspaceId &&
      types.has(signal.entity_type),
    act: () => refreshTime(queries),
  });
}
