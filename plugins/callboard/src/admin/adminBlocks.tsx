import {
  AdminBlockBlueprint,
  canRead,
  isSuperAdmin,
} from '@callboard/plugin-callboard-react';
import ApartmentOutlinedIcon from '@mui/icons-material/ApartmentOutlined';
import AutoDeleteOutlinedIcon from '@mui/icons-material/AutoDeleteOutlined';
import BadgeOutlinedIcon from '@mui/icons-material/BadgeOutlined';
import CampaignOutlinedIcon from '@mui/icons-material/CampaignOutlined';
import ManageAccountsOutlinedIcon from '@mui/icons-material/ManageAccountsOutlined';
import MailOutlineIcon from '@mui/icons-material/MailOutline';
import ReportProblemOutlinedIcon from '@mui/icons-material/ReportProblemOutlined';
import SmartToyOutlinedIcon from '@mui/icons-material/SmartToyOutlined';
import VerifiedUserOutlinedIcon from '@mui/icons-material/VerifiedUserOutlined';
import WebhookIcon from '@mui/icons-material/Webhook';
import WorkspacesOutlinedIcon from '@mui/icons-material/WorkspacesOutlined';
import { lazy, Suspense } from 'react';
import { canOpenDataPage } from './adminSubPages';
import { StatusLine } from './StatusLine';

/**
 * Loads the code of a block's status line when the line is first rendered, because every portal
 * page loads the blocks themselves.
 */
function renderLazyStatus(
  name: keyof typeof import('./blockStatuses'),
): JSX.Element {
  const Status = lazy(async () => ({
    default: (await import('./blockStatuses'))[name],
  }));
  return (
    <Suspense fallback={<StatusLine />}>
      <Status />
    </Suspense>
  );
}

/** The overview blocks of this plugin's own pages, with their paths on the new frontend system. */
export const ownBlocks = {
  criticalEvents: {
    title: 'Critical events',
    to: '/callboard/critical-events',
    description: 'Review critical events and the rules that detect them.',
    icon: <ReportProblemOutlinedIcon />,
    facts: renderLazyStatus('CriticalBlockStatus'),
    order: 15,
    isOpen: canRead('criticalEvents'),
  },
  departments: {
    title: 'Departments',
    to: '/organisation/departments',
    description:
      'Manage departments and their managers. Give departments access to projects and workspaces.',
    icon: <ApartmentOutlinedIcon />,
    facts: renderLazyStatus('DepartmentsBlockStatus'),
    order: 100,
  },
  people: {
    title: 'Staff',
    to: '/organisation/people',
    description: 'Add, import, transfer and export people.',
    icon: <BadgeOutlinedIcon />,
    facts: renderLazyStatus('PeopleBlockStatus'),
    order: 200,
  },
  memberships: {
    title: 'Memberships',
    to: '/callboard/workspaces',
    description:
      'Manage the members of a workspace, and see why they have access.',
    icon: <ManageAccountsOutlinedIcon />,
    order: 300,
  },
  webhooks: {
    title: 'Webhooks',
    to: '/callboard/webhooks',
    description: 'Send workspace events to other services.',
    icon: <WebhookIcon />,
    facts: renderLazyStatus('WebhooksBlockStatus'),
    order: 500,
    isOpen: canRead('webhooks'),
  },
  announcements: {
    title: 'Announcements',
    to: '/callboard/announcements',
    description: 'Send announcements and see how many people read them.',
    icon: <CampaignOutlinedIcon />,
    order: 650,
    isOpen: canRead('announcements'),
  },
  workspaces: {
    title: 'Workspaces and settings',
    to: '/callboard/workspaces',
    description: 'Create workspaces and change their settings.',
    icon: <WorkspacesOutlinedIcon />,
    order: 700,
  },
  mail: {
    title: 'Email',
    to: '/callboard/mail',
    description: 'Check email delivery and undelivered emails.',
    icon: <MailOutlineIcon />,
    facts: renderLazyStatus('MailBlockStatus'),
    order: 750,
    isOpen: canRead('mail', isSuperAdmin),
  },
  integrity: {
    title: 'Integrity',
    to: '/callboard/integrity',
    description: 'Verify that the activity log was not changed.',
    icon: <VerifiedUserOutlinedIcon />,
    facts: renderLazyStatus('IntegrityBlockStatus'),
    order: 760,
    isOpen: canRead('seals', isSuperAdmin),
  },
  assistants: {
    title: 'AI assistants',
    to: '/callboard/assistants',
    description: 'Review what AI assistants can read and change.',
    icon: <SmartToyOutlinedIcon />,
    order: 770,
    isOpen: canRead('assistants', isSuperAdmin),
  },
  data: {
    title: 'Data',
    to: '/callboard/data',
    description: 'Set activity retention and erase personal data.',
    icon: <AutoDeleteOutlinedIcon />,
    order: 780,
    isOpen: canOpenDataPage,
  },
};

function makeBlock<Name extends string>(
  name: Name,
  params: (typeof ownBlocks)[keyof typeof ownBlocks],
) {
  return AdminBlockBlueprint.make({ name, params });
}

export const adminBlocks = [
  makeBlock('workspaces', ownBlocks.workspaces),
  makeBlock('announcements', ownBlocks.announcements),
  makeBlock('webhooks', ownBlocks.webhooks),
  makeBlock('mail', ownBlocks.mail),
  makeBlock('integrity', ownBlocks.integrity),
  makeBlock('critical-events', ownBlocks.criticalEvents),
  makeBlock('assistants', ownBlocks.assistants),
  makeBlock('data', ownBlocks.data),
  makeBlock('departments', ownBlocks.departments),
  makeBlock('people', ownBlocks.people),
  makeBlock('memberships', ownBlocks.memberships),
];
