import type { AppNode, AppTree } from '@backstage/frontend-plugin-api';
import { getPathSegments, getNodeTitle } from './pageNodes';

/** A page of the portal, or a tab of a page. */
export interface PortalPage {
  /**
   * The id of the page's extension, such as `page:catalog`; of a tab, the id of its page's
   * extension.
   */
  extension_id: string;
  title: string;
  /** The title of the surrounding page, for a tab. */
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

/** Returns nothing for a page without a name, or with parameters in its path. */
function toPortalPages(node: AppNode, page: AppNode): PortalPage[] {
  const isTab = node !== page;
  const title = getNodeTitle(node);
  const own = getPathSegments(node);
  const around = getPathSegments(page);
  if (!title || !own || !around) {
    return [];
  }
  const path = `/${[...around, ...(isTab ? own : [])].join('/')}`;
  const parentTitle = isTab ? getNodeTitle(page) : undefined;
  return path.includes(':') || path.includes('*') || parentTitle === title
    ? []
    : [{ extension_id: page.spec.id, title, parentTitle, path }];
}
