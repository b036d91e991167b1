import { loadBackend } from '../lib/backend.mjs';

const { ActivityLog } = loadBackend('changes/log/ActivityLog');
const { toActivityRow } = loadBackend('features/activity/toActivityRow');

const AT_ONCE = 1_000;

/** Fills the log of a SQLite, evenly over a span of time. */
export async function addRowsOneByOne(knex, { rows, from, to }) {
  const log = new ActivityLog();
  for (let done = 0; done < rows; done += AT_ONCE) {
    const some = Array.from({ length: AT_ONCE }, (_, index) => {
      const n = done + index;
      return toActivityRow(
        {
          actor: {
            user_ref: `user:default/person.${n % 500}`,
            display_name: `Person ${n % 500}`,
            email: null,
            ip: null,
            request_id: null,
          },
          workspace_id: '00000000-0000-7000-8000-000000000001',
        },
        {
          action: 'entity_view',
          entity_type: 'component',
          entity_id: `component:default/service-${n % 2_000}`,
          entity_label: `Service ${n % 2_000}`,
          metadata: { path: `/catalog/default/component/service-${n % 2_000}` },
        },
        Math.floor(from + (n / rows) * (to - from)),
      );
    });
    await knex.transaction(tx => log.append(tx, some));
  }
}
