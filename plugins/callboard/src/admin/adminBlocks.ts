import { AdminBlockBlueprint } from '@callboard/plugin-callboard-react';
import { departmentsBlock } from '../organisation/departments/departmentsBlock';
import { announcementsBlock } from '../announcements/announcementsBlock';
import { peopleBlock } from '../organisation/staff/peopleBlock';
import { assistantsBlock } from '../assistants/assistantsBlock';
import { criticalBlock } from '../critical/criticalBlock';
import { integrityBlock } from '../integrity/integrityBlock';
import { dataBlock } from '../privacy/dataBlock';
import { mailBlock } from '../mail/mailBlock';
import { webhooksBlock } from '../webhooks/webhooksBlock';
import { workspacesBlock } from '../workspaces/workspacesBlock';

/** The blocks that this plugin adds to the admin overview. */
export const adminBlocks = [
  AdminBlockBlueprint.make({
    name: 'workspaces',
    params: { ...workspacesBlock, to: '/callboard/workspaces' },
  }),
  AdminBlockBlueprint.make({
    name: 'announcements',
    params: { ...announcementsBlock, to: '/callboard/announcements' },
  }),
  AdminBlockBlueprint.make({
    name: 'webhooks',
    params: { ...webhooksBlock, to: '/callboard/webhooks' },
  }),
  AdminBlockBlueprint.make({
    name: 'mail',
    params: { ...mailBlock, to: '/callboard/mail' },
  }),
  AdminBlockBlueprint.make({
    name: 'integrity',
    params: { ...integrityBlock, to: '/callboard/integrity' },
  }),
  AdminBlockBlueprint.make({
    name: 'critical-events',
    params: { ...criticalBlock, to: '/callboard/critical-events' },
  }),
  AdminBlockBlueprint.make({
    name: 'assistants',
    params: { ...assistantsBlock, to: '/callboard/assistants' },
  }),
  AdminBlockBlueprint.make({
    name: 'data',
    params: { ...dataBlock, to: '/callboard/data' },
  }),
  AdminBlockBlueprint.make({
    name: 'departments',
    params: { ...departmentsBlock, to: '/organisation/departments' },
  }),
  AdminBlockBlueprint.make({
    name: 'people',
    params: { ...peopleBlock, to: '/organisation/people' },
  }),
];
