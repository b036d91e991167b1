import type { AppNode, AppTree } from '@backstage/frontend-plugin-api';
import { pathOf, titleOf } from './pageNodes';

/** A page of the portal, or a tab of one. */
export interface PortalPage {
  /** The id of the page's extension, such as `page:catalog`; of a tab's, that around it. */
  extension_id: string;
  title: string;
  /** What the page around it is called, where it is a tab. */
  of?: string;
  /** Below the portal's base path. */
  path: string;
}

/** All pages of a portal that have a name, each followed by its tabs. */
export function listPages(tree: AppTree): PortalPage[] {
  const routes = tree.nodes.get('app/routes')?.edges.attachments.get('routes');
  return (routes ?? []).flatMap(page => [
    ...pageAt(page, page),
    ...(page.edges.attachments.get('pages') ?? []).flatMap(tab =>
      pageAt(tab, page),
    ),
  ]);
}

/** Nothing where it has no name, or an address that has to be filled in. */
function pageAt(node: AppNode, page: AppNode): PortalPage[] {
  const isTab = node !== page;
  const title = titleOf(node);
  const own = pathOf(node);
  const around = pathOf(page);
  if (!title || !own || !around) {
    return [];
  }
  const path = `/${[...around, ...(isTab ? own : [])].join('/')}`;
  const of = isTab ? titleOf(page) : undefined;
  return path.includes(':') || path.includes('*') || of === title
    ? []
    : [{ extension_id: page.spec.id, title, of, path }];
}
