import { makeAdminSubPage } from '@callboard/plugin-callboard-react';
import { criticalSubPage } from './criticalSubPage';
import { seesCriticalEvents } from './seesCriticalEvents';

/** The tab of the admin page with what happened that is critical. */
export const criticalPage = makeAdminSubPage({
  name: 'critical-events',
  params: criticalSubPage,
  isOpen: seesCriticalEvents,
});
