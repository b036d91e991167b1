import { createDevPortal } from '@callboard/dev-portal';
import { FakeWork } from '../src/__testUtils__/FakeWork';
import plugin from '../src';

const server = new FakeWork().actAs({ role: 'admin' });
const viewerRef = server.me.user_ref;
const [bug, idea] = ['Bug', 'Idea'].map(name => server.addLabel(name).id);

server.add({
  title: 'Refunds arrive twice',
  priority: 'urgent',
  labels: [bug],
});
server.add({ title: 'Try instant payments', priority: 'low', labels: [idea] });
for (const [state, title] of [
  ['Todo', 'Rename the ledger table'],
  ['In Progress', 'Show the fee before paying'],
  ['In Progress', 'Update the card library'],
  ['Done', 'Write the runbook for outages'],
]) {
  server.add({ title, state, priority: 'medium', assignees: [viewerRef] });
}
server.insert('projectOverviews', { project: server.project, is_mine: true });

createDevPortal({
  features: [plugin],
  server,
  path: '/catalog/default/component/payments-api/work',
});
