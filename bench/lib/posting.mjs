import { loadBackend } from './backend.mjs';
import { workspace_id } from './data.mjs';

const { ActivityPosting } = loadBackend('features/activity/ActivityPosting');
const { ActivityLog } = loadBackend('changes/log/ActivityLog');
const { EventRateLimiter } = loadBackend('features/activity/EventRateLimiter');

const actorOf = n => ({
  user_ref: `user:default/poster.${n % 50}`,
  display_name: `Poster ${n % 50}`,
  ...{ email: null, ip: null, request_id: null },
});

const eventOf = n => ({
  action: 'page_view',
  entity_type: 'page',
  entity_id: `/catalog/default/component/service-${n % 1_000}`,
  entity_label: `Service ${n % 1_000}`,
  metadata: { from: '/catalog', seconds: n % 60 },
});

/** @returns what posts a number of events by their numbers, in this process */
export function createPosting(knex) {
  const posting = new ActivityPosting({
    knex,
    clock: { now: () => Date.now() },
    log: new ActivityLog(),
    rateLimiter: new EventRateLimiter(1e9),
    onStored() {},
  });
  return (first, count = 1) =>
    posting.post(
      actorOf(first),
      workspace_id,
      Array.from({ length: count }, (_, nth) => eventOf(first + nth)),
    );
}
