import { createDevPortal } from '@callboard/dev-portal';
import plugin from '../src';
import { NotificationServer } from '../src/__testUtils__/NotificationServer';

const server = new NotificationServer().notify(
  { title: 'PAY-3 was archived', is_read: true },
  { title: 'Mona Manager commented on PAY-2', count: 3 },
  { title: 'PAY-1 is assigned to you', type: 'work_item.assigned' },
  {
    title: 'Maintenance on Sunday',
    type: 'announcement.sent',
    severity: 'high',
  },
);

createDevPortal({ features: [plugin], server, path: '/notifications' });
