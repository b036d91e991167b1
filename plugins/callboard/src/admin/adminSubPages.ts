import { makeAdminSubPage } from '@callboard/plugin-callboard-react';
import { announcementsSubPage } from '../announcements/announcementsSubPage';
import { assistantsSubPage } from '../assistants/assistantsSubPage';
import { criticalSubPage } from '../critical/criticalSubPage';
import { integritySubPage } from '../integrity/integritySubPage';
import { mailSubPage } from '../mail/mailSubPage';
import { dataSubPage } from '../privacy/dataSubPage';
import { webhooksSubPage } from '../webhooks/webhooksSubPage';
import { workspacesSubPage } from '../workspaces/workspacesSubPage';

/** The tabs of the admin page after the overview, in display order. */
export const adminSubPages = [
  workspacesSubPage,
  announcementsSubPage,
  webhooksSubPage,
  mailSubPage,
  integritySubPage,
  criticalSubPage,
  assistantsSubPage,
  dataSubPage,
];

/** The same tabs as extensions, named by path. */
export const adminSubPageExtensions = adminSubPages.map(params =>
  makeAdminSubPage({ name: params.path, params }),
);
