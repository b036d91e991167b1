import { createDevPortal } from '@callboard/dev-portal';
import { newProject } from '@callboard/plugin-callboard-react/testUtils';
import { DateTime } from 'luxon';
import plugin from '../src';
import { FakeTime } from '../src/__testUtils__/FakeTime';

const server = new FakeTime().actAs({ role: 'admin' });
const monday = DateTime.now().startOf('week');
const [mon, tue, wed] = [0, 1, 2].map(days =>
  monday.plus({ days }).toISODate(),
);

server.insert('projects', newProject());
server.addItem(
  { title: 'Refunds arrive twice' },
  { [mon]: 240, [tue]: [90, 60] },
);
server.addItem(
  { title: 'Show the fee before paying' },
  { [mon]: 180, [wed]: 300 },
);
server.runTimer(server.addItem({ title: 'Update the card library' }));
server.recordPeriod(monday.minus({ weeks: 1 }).toISODate(), {
  member_id: 'user:default/mona.manager',
  display_name: 'Mona Manager',
  total_minutes: 2_310,
  can_decide: true,
});

createDevPortal({ features: [plugin], server, path: '/my-time' });
