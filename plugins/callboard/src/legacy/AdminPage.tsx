import {
  getAdminBlock,
  LegacyPage,
  createLegacyTab,
} from '@callboard/plugin-callboard-react/legacy';
import { AdminOverview } from '../admin/AdminOverview';
import { adminSubPages } from '../admin/adminSubPages';
import { useAddedTabs } from './useAddedTabs';
import { useBlocks } from './useBlocks';

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
