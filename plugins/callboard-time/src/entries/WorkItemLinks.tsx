import { ResourcesProvider } from '@callboard/plugin-callboard-react';
import { useMemo, type ReactNode } from 'react';

/** Loads these work items, so that each `EntityLink` among the children links to its work item. */
export function WorkItemLinks(props: {
  /** In the order of the rows; null for rows without one. */
  ids: readonly (string | null)[];
  children: ReactNode;
}) {
  // Callers pass a new array in each render, so the dependency is its content.
  const key = props.ids.join();
  const rows = useMemo(
    () =>
      key
        .split(',')
        .map(id => ({ entity_type: 'work_item', entity_id: id || null })),
    [key],
  );
  return <ResourcesProvider rows={rows}>{props.children}</ResourcesProvider>;
}
