import {
  getAdminBlock,
  LegacyPage,
  createLegacyTab,
  type UnplacedAdminBlock,
} from '@callboard/plugin-callboard-react/legacy';
import { useElementFilter } from '@backstage/core-plugin-api';
import { useOutlet } from 'react-router-dom';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { AdminBlock } from '@callboard/plugin-callboard-react';
import { AdminOverview } from '../admin/AdminOverview';
import { adminSubPages } from '../admin/adminSubPages';
import { announcementsBlock } from '../announcements/announcementsBlock';
import { integrityBlock } from '../integrity/integrityBlock';
import { mailBlock } from '../mail/mailBlock';
import { departmentsBlock } from '../organisation/departments/departmentsBlock';
import { peopleBlock } from '../organisation/staff/peopleBlock';
import { dataBlock } from '../privacy/dataBlock';
import {
  departmentsRouteRef,
  peopleRouteRef,
  rootRouteRef,
  webhooksRouteRef,
  workspacesRouteRef,
} from '../routes';
import { webhooksBlock } from '../webhooks/webhooksBlock';
import { workspacesBlock } from '../workspaces/workspacesBlock';
import {
  CALLBOARD_TAB,
  type CallboardLayoutRouteProps,
} from './CallboardLayout';

/**
 * The overview blocks that have a target in this portal: those of the plugin itself, and those of
 * added tabs.
 */
function useBlocks(added: readonly CallboardLayoutRouteProps[]): AdminBlock[] {
  const page = useRouteRef(rootRouteRef);
  const departments = useRouteRef(departmentsRouteRef);
  const people = useRouteRef(peopleRouteRef);
  const workspaces = useRouteRef(workspacesRouteRef);
  const webhooks = useRouteRef(webhooksRouteRef);
  const blocks: Array<[UnplacedAdminBlock | undefined, string | undefined]> = [
    [departmentsBlock, departments?.()],
    [peopleBlock, people?.()],
    [workspacesBlock, workspaces?.()],
    [announcementsBlock, page && `${page()}/announcements`],
    [webhooksBlock, webhooks?.()],
    [mailBlock, page && `${page()}/mail`],
    [integrityBlock, page && `${page()}/integrity`],
    [dataBlock, page && `${page()}/data`],
    ...added.map(({ path, children }): (typeof blocks)[number] => [
      getAdminBlock(children),
      page && `${page()}${path}`,
    ]),
  ];
  return blocks.flatMap(([block, to]) =>
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

const ownTabs = adminSubPages.map(createLegacyTab);

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
        ...ownTabs,
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
