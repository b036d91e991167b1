import { AdminBlockBlueprint } from '@callboard/plugin-callboard-react';
import { departmentsBlock } from '../organisation/departments/departmentsBlock';
import { peopleBlock } from '../organisation/staff/peopleBlock';
import { mailBlock } from '../mail/mailBlock';
import { webhooksBlock } from '../webhooks/webhooksBlock';
import { workspacesBlock } from '../workspaces/workspacesBlock';

/** The blocks of the overview that this plugin brings itself. */
export const ownBlocks = [
  AdminBlockBlueprint.make({
    name: 'workspaces',
    params: { ...workspacesBlock, to: '/callboard/workspaces' },
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
    name: 'departments',
    params: { ...departmentsBlock, to: '/organisation/departments' },
  }),
  AdminBlockBlueprint.make({
    name: 'people',
    params: { ...peopleBlock, to: '/organisation/people' },
  }),
];
