import { endpoints } from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';
import { toProjectParams } from '../data/toProjectParams';
import { useWorkProject } from '../data/useWorkProject';

/** Whether the project has any items; false while the query is disabled. */
export function useHasItems(options: { isEnabled: boolean }): boolean {
  const { data } = useCallboardQuery(
    endpoints.countWorkItems,
    { params: toProjectParams(useWorkProject()), query: {} },
    { enabled: options.isEnabled },
  );
  return (data?.total ?? 0) > 0;
}
