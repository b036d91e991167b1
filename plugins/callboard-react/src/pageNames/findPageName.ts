import {
  type AppNode,
  type AppTree,
  coreExtensionData,
} from '@backstage/frontend-plugin-api';

/** The segments of a page's path; for a tab, the segments below its page. */
const getPathSegments = (node: AppNode): string[] | undefined =>
  node.instance
    ?.getData(coreExtensionData.routePath)
    ?.split('/')
    .filter(Boolean);

const getNodeTitle = ({ instance, spec }: AppNode): string | undefined =>
  instance?.getData(coreExtensionData.title) ?? spec.plugin.title;

export interface PortalPage {
  /** The id of the extension of the page, or of a tab's page, such as `page:catalog`. */
  extension_id: string;
  title: string;
  parentTitle?: string;
  /** The path below the portal's base path. */
  path: string;
}

/** Lists all named pages of a portal, each followed by its tabs. */
export function listPages(tree: AppTree): PortalPage[] {
  const routes = tree.nodes.get('app/routes')?.edges.attachments.get('routes');
  return (routes ?? []).flatMap(page => [
    ...toPortalPages(page, page),
    ...(page.edges.attachments.get('pages') ?? []).flatMap(tab =>
      toPortalPages(tab, page),
    ),
  ]);
}

/**
 * Converts a page or tab. Returns an empty list if it has no title, if its path has parameters, or
 * if a tab has the title of its page.
 */
function toPortalPages(node: AppNode, page: AppNode): PortalPage[] {
  const isTab = node !== page;
  const title = getNodeTitle(node);
  const nodePath = getPathSegments(node);
  const pagePath = getPathSegments(page);
  if (!title || !nodePath || !pagePath) {
    return [];
  }
  const path = `/${[...pagePath, ...(isTab ? nodePath : [])].join('/')}`;
  const parentTitle = isTab ? getNodeTitle(page) : undefined;
  return path.includes(':') || path.includes('*') || parentTitle === title
    ? []
    : [{ extension_id: page.spec.id, title, parentTitle, path }];
}

/** The node with the longest matching path. A parameter such as `:identifier` matches anything. */
function findLongestMatch(
  nodes: readonly AppNode[],
  path: readonly string[],
): { node: AppNode; remainingPath: string[] } | undefined {
  let longest: { node: AppNode; remainingPath: string[] } | undefined;
  for (const node of nodes) {
    const nodePath = getPathSegments(node);
    const isPrefix = nodePath?.every((segment, index) =>
      segment.startsWith(':') ? path[index] : segment === path[index],
    );
    const remainingPath = path.slice(nodePath?.length);
    if (
      nodePath &&
      isPrefix &&
      !(longest && longest.remainingPath.length <= remainingPath.length)
    ) {
      longest = { node, remainingPath };
    }
  }
  return longest;
}

/**
 * The portal's name for the page at a path, such as "My work" for `/my-work`. For a tab, the names
 * of the tab and its page, such as "General · Settings". Undefined if no page matches.
 *
 * @param path - below the portal's base path
 * @public
 */
export function findPageName(tree: AppTree, path: string): string | undefined {
  const segments = path.split(/[?#]/, 1)[0].split('/').filter(Boolean);
  const routes = tree.nodes.get('app/routes')?.edges.attachments.get('routes');
  const page = findLongestMatch(routes ?? [], segments);
  // The page at the root is a prefix of every path, so it names only the root path.
  if (
    !page ||
    (getPathSegments(page.node)!.length === 0 && page.remainingPath.length > 0)
  ) {
    return undefined;
  }
  const title = getNodeTitle(page.node);
  const tabs = page.node.edges.attachments.get('pages') ?? [];
  const tab =
    page.remainingPath.length > 0
      ? findLongestMatch(tabs, page.remainingPath)
      : undefined;
  const tabTitle = tab && getNodeTitle(tab.node);
  return tabTitle && title && tabTitle !== title
    ? `${tabTitle} · ${title}`
    : tabTitle ?? title;
}
