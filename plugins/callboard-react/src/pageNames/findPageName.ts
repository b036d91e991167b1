import type { AppNode, AppTree } from '@backstage/frontend-plugin-api';
import { getPathSegments, getNodeTitle } from './pageNodes';

/**
 * The node with the longest path that is a prefix of the given path. A parameter such as
 * `:identifier` matches any segment.
 */
function findLongestMatch(
  nodes: readonly AppNode[],
  path: readonly string[],
): { node: AppNode; rest: string[] } | undefined {
  let longest: { node: AppNode; rest: string[] } | undefined;
  for (const node of nodes) {
    const own = getPathSegments(node);
    const isPrefix = own?.every((part, index) =>
      part.startsWith(':') ? path[index] : part === path[index],
    );
    const rest = path.slice(own?.length);
    if (own && isPrefix && !(longest && longest.rest.length <= rest.length)) {
      longest = { node, rest };
    }
  }
  return longest;
}

/**
 * The portal's name for the page at a path: "My work" for `/my-work`, and for a tab also its page,
 * as in "General · Settings". Undefined if no page matches.
 *
 * @param path - below the portal's base path
 * @public
 */
export function findPageName(tree: AppTree, path: string): string | undefined {
  const parts = path.split(/[?#]/, 1)[0].split('/').filter(Boolean);
  const routes = tree.nodes.get('app/routes')?.edges.attachments.get('routes');
  const page = findLongestMatch(routes ?? [], parts);
  // The page at the root matches every path that no other page matches.
  if (
    !page ||
    (getPathSegments(page.node)!.length === 0 && page.rest.length > 0)
  ) {
    return undefined;
  }
  const title = getNodeTitle(page.node);
  const tabs = page.node.edges.attachments.get('pages') ?? [];
  const tab =
    page.rest.length > 0 ? findLongestMatch(tabs, page.rest) : undefined;
  const tabTitle = tab && getNodeTitle(tab.node);
  return tabTitle && title && tabTitle !== title
    ? `${tabTitle} · ${title}`
    : tabTitle ?? title;
}
