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

/** Returns the blocks of added tabs, and of those pages of this plugin that the portal mounts. */
function useBlocks(
  addedTabs: readonly CallboardLayoutRouteProps[],
): AdminBlock[] {
  const getAdminPath = useRouteRef(rootRouteRef);
  const paths: Record<string, string | undefined> = {
    [ownBlocks.departments.to]: useRouteRef(departmentsRouteRef)?.(),
    [ownBlocks.people.to]: useRouteRef(peopleRouteRef)?.(),
  };
  // The other blocks link to tabs of the admin page, which the portal may mount at another path.
  const findPath = (to: string) =>
    to in paths
      ? paths[to]
      : getAdminPath && to.replace(/^\/callboard/, getAdminPath());
  const blocks = [
    ...Object.values(ownBlocks).map(block => ({
      block,
      to: findPath(block.to),
    })),
    ...addedTabs.map(({ path, children }) => ({
      block: getAdminBlock(children),
      to: getAdminPath && `${getAdminPath()}${path}`,
    })),
  ];
  return blocks.flatMap(({ block, to }) =>
    block && to !== undefined ? [{ ...block, to }] : [],
  );
}

function useAddedTabs(): CallboardLayoutRouteProps[] {
  return useElementFilter(useOutlet(), elements =>
    elements
      .selectByComponentData({ key: CALLBOARD_TAB })
      .getElements<CallboardLayoutRouteProps>()
      .map(element => element.props),
  );
}

const pluginTabs = adminSubPages.map(createLegacyTab);

export function AdminPage(props: { title?: string }) {
  const addedTabs = useAddedTabs();
  const blocks = useBlocks(addedTabs);
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
        ...addedTabs.map(({ path, title, children }) => ({
          path,
          title,
          element: children,
          isOpen: getAdminBlock(children)?.isOpen,
        })),
      ]}
    />
  );
}
