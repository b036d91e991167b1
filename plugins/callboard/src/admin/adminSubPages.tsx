import {
  canAdminister,
  isSuperAdmin,
  makeAdminSubPage,
} from '@callboard/plugin-callboard-react';
import {
  announcementsRouteRef,
  criticalEventsRouteRef,
  webhooksRouteRef,
  workspacesRouteRef,
} from '../routes';

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
    isOpen: canAdminister,
    routeRef: announcementsRouteRef,
    loader: () =>
      import('../announcements/Announcements').then(m => <m.Announcements />),
  },
  {
    path: 'webhooks',
    title: 'Webhooks',
    isOpen: canAdminister,
    routeRef: webhooksRouteRef,
    loader: () => import('../webhooks/Webhooks').then(m => <m.Webhooks />),
  },
  {
    path: 'mail',
    title: 'Email',
    isOpen: isSuperAdmin,
    loader: () => import('../mail/MailPage').then(m => <m.MailPage />),
  },
  {
    path: 'integrity',
    title: 'Integrity',
    isOpen: isSuperAdmin,
    loader: () =>
      import('../integrity/IntegrityPage').then(m => <m.IntegrityPage />),
  },
  {
    path: 'critical-events',
    title: 'Critical events',
    isOpen: canAdminister,
    routeRef: criticalEventsRouteRef,
    loader: () =>
      import('../critical/CriticalPage').then(m => <m.CriticalPage />),
  },
  {
    path: 'assistants',
    title: 'AI assistants',
    isOpen: isSuperAdmin,
    loader: () => import('./AssistantsPage').then(m => <m.AssistantsPage />),
  },
  {
    path: 'data',
    title: 'Data',
    isOpen: isSuperAdmin,
    loader: () => import('../privacy/DataPage').then(m => <m.DataPage />),
  },
];

/** The same tabs as extensions, named by path. */
export const adminSubPageExtensions = adminSubPages.map(params =>
  makeAdminSubPage({ name: params.path, params }),
);
