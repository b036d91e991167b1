import {
  getAdminBlock,
  LegacyPage,
  createLegacyTab,
} from '@callboard/plugin-callboard-react/legacy';
import { useElementFilter } from '@backstage/core-plugin-api';
import { useOutlet } from 'react-router-dom';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { AdminBlock } from '@callboard/plugin-callboard-react';
import { AdminOverview } from '../admin/AdminOverview';
import { ownBlocks } from '../admin/adminBlocks';
import { adminSubPages } from '../admin/adminSubPages';
import { departmentsRouteRef, peopleRouteRef, rootRouteRef } from '../routes';
import {
  CALLBOARD_TAB,
  type CallboardLayoutRouteProps,
} from './CallboardLayout';

/**
 * The overview blocks that have a target in this portal: most of those of the plugin itself, and
 * those of added tabs.
 */
function useBlocks(added: readonly CallboardLayoutRouteProps[]): AdminBlock[] {
  const page = useRouteRef(rootRouteRef);
  const paths: Record<string, string | undefined> = {
    [ownBlocks.departments.to]: useRouteRef(departmentsRouteRef)?.(),
    [ownBlocks.people.to]: useRouteRef(peopleRouteRef)?.(),
  };
  const findPath = (to: string) =>
    to in paths ? paths[to] : page && to.replace(/^\/callboard/, page());
  const blocks = [
    ...Object.values(ownBlocks).map(block => ({
      block,
      to: findPath(block.to),
    })),
    ...added.map(({ path, children }) => ({
      block: getAdminBlock(children),
      to: page && `${page()}${path}`,
    })),
  ];
  return blocks.flatMap(({ block, to }) =>
    block && to !== undefined ? [{ ...block, to }] : [],
  );
}

/** The tabs that the portal adds to the admin page. */
function useAddedTabs(): CallboardLayoutRouteProps[] {
  return useElementFilter(useOutlet(), elements =>
    elements
      .selectByComponentData({ key: CALLBOARD_TAB })
      .getElements<CallboardLayoutRouteProps>()
      .map(element => element.props),
  );
}

const pluginTabs = adminSubPages.map(createLegacyTab);

/** The admin page with its own tabs and those of the portal. */
export function AdminPage(props: { title?: string }) {
  const added = useAddedTabs();
  const blocks = useBlocks(added);
  return (
    <LegacyPage
      title={props.title ?? 'Callboard admin'}
      tabs={[
        {
          path: '/overview',
          title: 'Overview',
          element: <AdminOverview blocks={blocks} />,
        },
        ...pluginTabs,
        ...added.map(({ path, title, children }) => ({
          path,
          title,
          element: children,
          isOpen: getAdminBlock(children)?.isOpen,
        })),
      ]}
    />
  );
}
