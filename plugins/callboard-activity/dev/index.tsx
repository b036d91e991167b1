import { createDevPortal } from '@callboard/dev-portal';
import {
  createActivityRows,
  createServerWithRows,
  minutesAgo,
  portal,
} from '../src/__testUtils__/portal';

const server = createServerWithRows(...createActivityRows(60), {
  created_at: minutesAgo(0),
  entity_type: 'work_item',
  entity_label: 'PAY-1 Refunds arrive twice',
  changes: [{ field: 'priority', old_value: 'none', new_value: 'urgent' }],
});

createDevPortal({ features: portal, server, path: '/activity' });
