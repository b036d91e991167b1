import { createDevPortal } from '@callboard/dev-portal';
import plugin, { callboardHeaderModule } from '../src';
import { createSmallOrganisation } from '../src/__testUtils__/OrganisationServer';

const server = createSmallOrganisation();
server.actAs({ role: 'admin', is_super_admin: true });
server.addMember({ display_name: 'Alex Admin', role: 'admin' });
server.addMember({ display_name: 'Mona Manager' });
server.addDeadLetter('payments-api');
server.addLink('Payments', server.addProject());

createDevPortal({
  features: [plugin, callboardHeaderModule],
  server,
  path: '/organisation',
});
