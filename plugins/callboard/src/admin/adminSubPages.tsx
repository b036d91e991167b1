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
    loader: async () => {
      const { Workspaces } = await import('../workspaces/Workspaces');
      return <Workspaces />;
    },
  },
  {
    path: 'announcements',
    title: 'Announcements',
    isOpen: canAdminister,
    routeRef: announcementsRouteRef,
    loader: async () => {
      const { Announcements } = await import('../announcements/Announcements');
      return <Announcements />;
    },
  },
  {
    path: 'webhooks',
    title: 'Webhooks',
    isOpen: canAdminister,
    routeRef: webhooksRouteRef,
    loader: async () => {
      const { Webhooks } = await import('../webhooks/Webhooks');
      return <Webhooks />;
    },
  },
  {
    path: 'mail',
    title: 'Email',
    isOpen: isSuperAdmin,
    loader: async () => {
      const { MailPage } = await import('../mail/MailPage');
      return <MailPage />;
    },
  },
  {
    path: 'integrity',
    title: 'Integrity',
    isOpen: isSuperAdmin,
    loader: async () => {
      const { IntegrityPage } = await import('../integrity/IntegrityPage');
      return <IntegrityPage />;
    },
  },
  {
    path: 'critical-events',
    title: 'Critical events',
    isOpen: canAdminister,
    routeRef: criticalEventsRouteRef,
    loader: async () => {
      const { CriticalPage } = await import('../critical/CriticalPage');
      return <CriticalPage />;
    },
  },
  {
    path: 'assistants',
    title: 'AI assistants',
    isOpen: isSuperAdmin,
    loader: async () => {
      const { AssistantsPage } = await import('./AssistantsPage');
      return <AssistantsPage />;
    },
  },
  {
    path: 'data',
    title: 'Data',
    isOpen: isSuperAdmin,
    loader: async () => {
      const { DataPage } = await import('../privacy/DataPage');
      return <DataPage />;
    },
  },
];

/** The same tabs as extensions, named by path. */
export const adminSubPageExtensions = adminSubPages.map(params =>
  makeAdminSubPage({ name: params.path, params }),
);
