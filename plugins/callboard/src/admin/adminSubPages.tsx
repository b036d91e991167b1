import {
  canAdminister,
  isSuperAdmin,
  makeAdminSubPage,
  canRead,
  type AccessTest,
} from '@callboard/plugin-callboard-react';
import {
  announcementsRouteRef,
  criticalEventsRouteRef,
  webhooksRouteRef,
  workspacesRouteRef,
} from '../routes';

export const canOpenDataPage: AccessTest = access =>
  canRead('erasures', isSuperAdmin)(access) ||
  canRead('retention', isSuperAdmin)(access);

/** The tabs of the admin page after the overview, in display order. */
export const adminSubPages = [
  {
    path: 'workspaces',
    title: 'Workspaces',
    isOpen: canAdminister,
    routeRef: workspacesRouteRef,
    loader: () =>
      import('../workspaces/Workspaces').then(m => <m.Workspaces />),
  },
  {
    path: 'announcements',
    title: 'Announcements',
    isOpen: canRead('announcements'),
    routeRef: announcementsRouteRef,
    loader: () =>
      import('../announcements/Announcements').then(m => <m.Announcements />),
  },
  {
    path: 'webhooks',
    title: 'Webhooks',
    isOpen: canRead('webhooks'),
    routeRef: webhooksRouteRef,
    loader: () => import('../webhooks/Webhooks').then(m => <m.Webhooks />),
  },
  {
    path: 'mail',
    title: 'Email',
    isOpen: canRead('mail', isSuperAdmin),
    loader: () => import('../mail/MailPage').then(m => <m.MailPage />),
  },
  {
    path: 'integrity',
    title: 'Integrity',
    isOpen: canRead('seals', isSuperAdmin),
    loader: () =>
      import('../integrity/IntegrityPage').then(m => <m.IntegrityPage />),
  },
  {
    path: 'critical-events',
    title: 'Critical events',
    isOpen: canRead('criticalEvents'),
    routeRef: criticalEventsRouteRef,
    loader: () =>
      import('../critical/CriticalPage').then(m => <m.CriticalPage />),
  },
  {
    path: 'assistants',
    title: 'AI assistants',
    isOpen: canRead('assistants', isSuperAdmin),
    loader: () => import('./AssistantsPage').then(m => <m.AssistantsPage />),
  },
  {
    path: 'data',
    title: 'Data',
    isOpen: canOpenDataPage,
    loader: () => import('../privacy/DataPage').then(m => <m.DataPage />),
  },
];

export const adminSubPageExtensions = adminSubPages.map(params =>
  makeAdminSubPage({ name: params.path, params }),
);
