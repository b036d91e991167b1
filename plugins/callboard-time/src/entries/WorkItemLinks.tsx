import { appTreeApiRef, useApiHolder } from '@backstage/frontend-plugin-api';
import { ResourcesProvider } from '@callboard/plugin-callboard-react';
import { useMemo, type ReactNode } from 'react';

/** Whether the portal has pages of work items; true on the legacy system, which has no app tree. */
export function useHasWorkItemPages(): boolean {
  const appTree = useApiHolder().get(appTreeApiRef);
  return (
    !appTree ||
    appTree.getTree().tree.nodes.get('entity-content:callboard-work')
      ?.instance !== undefined
  );
}

/** Loads work items for the `EntityLink`s inside, if the portal has pages of work items. */
export function WorkItemLinks(props: {
  /** The work item of each row; null for rows without a work item. */
  ids: readonly (string | null)[];
  children: ReactNode;
}) {
  const hasPages = useHasWorkItemPages();
  // Callers pass a new array in each render, so the dependency is its content.
  const key = hasPages ? props.ids.join() : '';
  const rows = useMemo(
    () =>
      key
        .split(',')
        .map(id => ({ entity_type: 'work_item', entity_id: id || null })),
    [key],
  );
  return <ResourcesProvider rows={rows}>{props.children}</ResourcesProvider>;
}
