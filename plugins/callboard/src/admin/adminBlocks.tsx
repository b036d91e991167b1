import {
  AdminBlockBlueprint,
  canAdminister,
  isSuperAdmin,
} from '@callboard/plugin-callboard-react';
import ApartmentOutlinedIcon from '@mui/icons-material/ApartmentOutlined';
import AutoDeleteOutlinedIcon from '@mui/icons-material/AutoDeleteOutlined';
import BadgeOutlinedIcon from '@mui/icons-material/BadgeOutlined';
import CampaignOutlinedIcon from '@mui/icons-material/CampaignOutlined';
import MailOutlineIcon from '@mui/icons-material/MailOutline';
import ReportProblemOutlinedIcon from '@mui/icons-material/ReportProblemOutlined';
import SmartToyOutlinedIcon from '@mui/icons-material/SmartToyOutlined';
import VerifiedUserOutlinedIcon from '@mui/icons-material/VerifiedUserOutlined';
import WebhookIcon from '@mui/icons-material/Webhook';
import WorkspacesOutlinedIcon from '@mui/icons-material/WorkspacesOutlined';
import { renderLazyStatus } from './StatusLine';

/** The overview blocks of this plugin's own pages, without their URLs. */
export const ownBlocks = {
  criticalEvents: {
    title: 'Critical events',
    description: 'Review critical events and the rules that detect them.',
    icon: <ReportProblemOutlinedIcon />,
    facts: renderLazyStatus(() =>
      import('./blockStatuses').then(m => m.CriticalBlockStatus),
    ),
    order: 15,
    isOpen: canAdminister,
  },
  departments: {
    title: 'Departments',
    description: 'Manage departments, their managers and the access they give.',
    icon: <ApartmentOutlinedIcon />,
    facts: renderLazyStatus(() =>
      import('./blockStatuses').then(m => m.DepartmentsBlockStatus),
    ),
    order: 100,
  },
  people: {
    title: 'People',
    description: 'Add, import, transfer and export people.',
    icon: <BadgeOutlinedIcon />,
    facts: renderLazyStatus(() =>
      import('./blockStatuses').then(m => m.PeopleBlockStatus),
    ),
    order: 200,
  },
  webhooks: {
    title: 'Webhooks',
    description: 'Send workspace events to other services.',
    icon: <WebhookIcon />,
    facts: renderLazyStatus(() =>
      import('./blockStatuses').then(m => m.WebhooksBlockStatus),
    ),
    order: 500,
  },
  announcements: {
    title: 'Announcements',
    description: 'Send announcements and see how many people read them.',
    icon: <CampaignOutlinedIcon />,
    order: 650,
  },
  workspaces: {
    title: 'Workspaces and settings',
    description: 'Create workspaces, change their settings and manage members.',
    icon: <WorkspacesOutlinedIcon />,
    order: 700,
  },
  mail: {
    title: 'Email',
    description: 'Check email delivery and undelivered emails.',
    icon: <MailOutlineIcon />,
    facts: renderLazyStatus(() =>
      import('./blockStatuses').then(m => m.MailBlockStatus),
    ),
    order: 750,
    isOpen: isSuperAdmin,
  },
  integrity: {
    title: 'Integrity',
    description: 'Verify that the activity log was not changed.',
    icon: <VerifiedUserOutlinedIcon />,
    facts: renderLazyStatus(() =>
      import('./blockStatuses').then(m => m.IntegrityBlockStatus),
    ),
    order: 760,
    isOpen: isSuperAdmin,
  },
  assistants: {
    title: 'AI assistants',
    description: 'Review what AI assistants can read and change.',
    icon: <SmartToyOutlinedIcon />,
    order: 770,
    isOpen: isSuperAdmin,
  },
  data: {
    title: 'Data',
    description: 'Set activity retention and erase personal data.',
    icon: <AutoDeleteOutlinedIcon />,
    order: 780,
    isOpen: isSuperAdmin,
  },
};

/** The blocks that this plugin adds to the admin overview. */
export const adminBlocks = [
  AdminBlockBlueprint.make({
    name: 'workspaces',
    params: { ...ownBlocks.workspaces, to: '/callboard/workspaces' },
  }),
  AdminBlockBlueprint.make({
    name: 'announcements',
    params: { ...ownBlocks.announcements, to: '/callboard/announcements' },
  }),
  AdminBlockBlueprint.make({
    name: 'webhooks',
    params: { ...ownBlocks.webhooks, to: '/callboard/webhooks' },
  }),
  AdminBlockBlueprint.make({
    name: 'mail',
    params: { ...ownBlocks.mail, to: '/callboard/mail' },
  }),
  AdminBlockBlueprint.make({
    name: 'integrity',
    params: { ...ownBlocks.integrity, to: '/callboard/integrity' },
  }),
  AdminBlockBlueprint.make({
    name: 'critical-events',
    params: { ...ownBlocks.criticalEvents, to: '/callboard/critical-events' },
  }),
  AdminBlockBlueprint.make({
    name: 'assistants',
    params: { ...ownBlocks.assistants, to: '/callboard/assistants' },
  }),
  AdminBlockBlueprint.make({
    name: 'data',
    params: { ...ownBlocks.data, to: '/callboard/data' },
  }),
  AdminBlockBlueprint.make({
    name: 'departments',
    params: { ...ownBlocks.departments, to: '/organisation/departments' },
  }),
  AdminBlockBlueprint.make({
    name: 'people',
    params: { ...ownBlocks.people, to: '/organisation/people' },
  }),
];
