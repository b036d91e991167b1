import { isSuperAdmin } from '@callboard/plugin-callboard-react';
import {
  adminBlockOf,
  LegacyPage,
  legacyTab,
  type LegacyTab,
} from '@callboard/plugin-callboard-react/legacy';
import { AdminOverview } from '../admin/AdminOverview';
import { announcementsSubPage } from '../announcements/announcementsSubPage';
import { assistantsSubPage } from '../assistants/assistantsSubPage';
import { criticalSubPage } from '../critical/criticalSubPage';
import { seesCriticalEvents } from '../critical/seesCriticalEvents';
import { integritySubPage } from '../integrity/integritySubPage';
import { mailSubPage } from '../mail/mailSubPage';
import { dataSubPage } from '../privacy/dataSubPage';
import { webhooksSubPage } from '../webhooks/webhooksSubPage';
import { workspacesSubPage } from '../workspaces/workspacesSubPage';
import { useAddedTabs } from './useAddedTabs';
import { useBlocks } from './useBlocks';

const workspacesTab = legacyTab(workspacesSubPage);
const announcementsTab: LegacyTab = {
  ...legacyTab(announcementsSubPage),
  isOpen: access => access.may_administrate,
};
const webhooksTab: LegacyTab = {
  ...legacyTab(webhooksSubPage),
  isOpen: access => access.may_administrate,
};
const mailTab = { ...legacyTab(mailSubPage), isOpen: isSuperAdmin };
const integrityTab = {
  ...legacyTab(integritySubPage),
  isOpen: isSuperAdmin,
};

const criticalTab = {
  ...legacyTab(criticalSubPage),
  isOpen: seesCriticalEvents,
};
const assistantsTab = {
  ...legacyTab(assistantsSubPage),
  isOpen: isSuperAdmin,
};
const dataTab = { ...legacyTab(dataSubPage), isOpen: isSuperAdmin };

/** The admin page with its tabs and those that the portal adds. */
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
        workspacesTab,
        announcementsTab,
        webhooksTab,
        mailTab,
        integrityTab,
        criticalTab,
        assistantsTab,
        dataTab,
        ...added.map(({ path, title, children }) => ({
          path,
          title,
          element: children,
          isOpen: adminBlockOf(children)?.isOpen,
        })),
      ]}
    />
  );
}
