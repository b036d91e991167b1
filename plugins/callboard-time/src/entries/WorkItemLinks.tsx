import { appTreeApiRef, useApiHolder } from '@backstage/frontend-plugin-api';
import { ResourcesProvider } from '@callboard/plugin-callboard-react';
import { useMemo, type ReactNode } from 'react';

/** Whether the portal has pages of work items. True on the legacy frontend system, which cannot tell. */
export function useHasWorkItemPages(): boolean {
  const appTree = useApiHolder().get(appTreeApiRef);
  return (
    !appTree ||
    appTree.getTree().tree.nodes.get('entity-content:callboard-work')
      ?.instance !== undefined
  );
}

/**
 * Loads these work items, so that each `EntityLink` among the children links to its work item, if
 * the portal has its page.
 */
export function WorkItemLinks(props: {
  /** In the order of the rows; null for rows without one. */
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
