import { useResource } from '@callboard/plugin-callboard-react';

/** The end of the path of the tab Work of a project's entity. */
const WORK_TAB = /\/work$/;

/**
 * Returns the address of a project, once a `ResourcesProvider` above knows it.
 *
 * @param tab - of the page of its entity
 * @param query - of the address there
 */
export function useProjectHref(
  projectId: string,
  tab: 'work' | 'time',
  query: Record<string, string>,
): string | undefined {
  const resource = useResource('project', projectId);
  if (typeof resource !== 'object') {
    return undefined;
  }
  const path = resource.url.replace(WORK_TAB, `/${tab}`);
  return `${path}?${new URLSearchParams(query)}`;
}
