import { randomUUID } from 'crypto';
import { Knex } from 'knex';
import { Actor } from '../../../kernel/actor';
import { ActivityLog } from '../../../changes/ActivityLog';
import { ActivityPosting } from '../ActivityPosting';
import { EventRateLimiter } from '../EventRateLimiter';
import { GroupCommitLimits } from '../GroupCommit';

/** The workspace of a test's posts. */
export const workspace_id = randomUUID();

/** An actor that posts. */
export function createPostingActor(
  name: string,
  overrides: Partial<Actor> = {},
): Actor {
  return {
    user_ref: `user:default/${name}`,
    display_name: name,
    email: null,
    ip: null,
    request_id: null,
    ...overrides,
  };
}

/** Creates an `ActivityPosting` as the backend does, but with limits set by the test. */
export function createTestPosting(
  knex: Knex,
  options: {
    limits?: GroupCommitLimits;
    eventsPerMinute?: number;
    onStored?: (workspace_id: string) => void;
  } = {},
): ActivityPosting {
  return new ActivityPosting({
    knex,
    clock: { now: () => Date.now() },
    log: new ActivityLog(),
    rateLimiter: new EventRateLimiter(options.eventsPerMinute ?? 1_000_000),
    onStored: options.onStored ?? (() => {}),
    limits: options.limits,
  });
}

/** The stored rows of an action, by id. */
export function selectActionRows(knex: Knex, action: string) {
  return knex('activity').where({ action }).orderBy('id');
}
