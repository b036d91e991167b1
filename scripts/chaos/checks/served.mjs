/** Checks what users saw: all of their own data, nothing secret, and everything in time. */
import { requireOfBackend } from '../../../bench/lib/backend.mjs';
import { SECRET_WORD } from '../fixture.mjs';
import { TASK_TIMEOUT_MS } from '../Fleet.mjs';
import { STALL_MS } from '../waitFor.mjs';

const { keyBy } = requireOfBackend('lodash');

/**
 * How long after access was revoked an earlier email may arrive: as long as a replica is frozen, or
 * the database is unavailable.
 */
const IN_TRANSIT_MS = 20_000;

const isSecret = text => text?.toLowerCase().includes(SECRET_WORD);

export function checkSecrets(
  check,
  { snapshot, journal, fixture, viewers, mails },
) {
  const notified = check(
    'notifications about secret projects reach only members',
    2,
  );
  for (const { id, project_id, user_ref } of snapshot.notifications) {
    if (project_id === fixture.secret) {
      notified(fixture.getAccess(user_ref) !== 'outsider', { id, user_ref });
    }
  }
  const mailed = check(
    'emails about secret projects reach only people with access',
    2,
  );
  for (const { user, text, at } of mails) {
    if (isSecret(text)) {
      const visits = journal.visits.filter(visit => visit.user === user);
      const couldSee =
        fixture.getAccess(user) === 'insider' ||
        visits.some(({ from, to }) => from <= at && at <= to + IN_TRANSIT_MS);
      mailed(couldSee, { user, at, text: text.slice(0, 80) });
    }
  }
  const signals = check(
    'live updates do not reveal changes in secret projects',
    5,
  );
  const isHidden = ({ project_id }) => project_id === fixture.secret;
  const hidden = keyBy(snapshot.changes.filter(isHidden), 'entity_id');
  viewers.listSignalledIds().forEach(id => signals(!(id in hidden), { id }));
}

export function checkResponses(
  check,
  { snapshot, fixture, responses, caller },
) {
  const secret = check('bells show nothing the user has lost access to', 15);
  const whole = check('bells show and count all other notifications once', 50);
  const stored = check('each replica returns the stored data', 15);
  const items = keyBy(snapshot.live('work_item'), 'id');
  const count = Object.keys(items).length;
  for (const { name, bells, listed, counted, items: shown } of responses) {
    for (const { user, maySeeSecret, items: bell, unread_count } of bells) {
      for (const { title, body } of maySeeSecret ? [] : bell) {
        const isHidden = isSecret(title) || isSecret(body);
        secret(!isHidden, { user, name, title });
      }
      const ids = new Set(bell.map(({ id }) => id));
      const isOnce = ids.size === bell.length && unread_count === ids.size;
      whole(isOnce, { user, name, unread_count, ids: ids.size }, 0);
      const all = snapshot.notificationsOf[user] ?? [];
      for (const { id, project_id } of all) {
        if (maySeeSecret || project_id !== fixture.secret) {
          whole(ids.has(id), { user, name, id });
        }
      }
    }
    const isCounted = listed === snapshot.shown && counted === snapshot.shown;
    stored(isCounted, { name, listed, counted, stored: snapshot.shown });
    stored(shown.length === count, { name, items: shown.length });
    for (const { id, title, version } of shown) {
      const item = items[id];
      const isEqual = item?.name === title && item.version === version;
      stored(isEqual, { name, id, title, version });
    }
  }
  const { unexpectedErrors, timedOut, completedCount } = caller;
  const expected = check(
    'responses are success, rejection or 503 with Retry-After',
    100,
  );
  const errors = unexpectedErrors.slice(0, 5);
  expected(errors.length === 0, errors, completedCount);
  const ended = check('requests end within a minute', 100);
  ended(timedOut.length === 0, timedOut.slice(0, 5), completedCount);
}

export function checkTiming(check, { live, snapshot, now }) {
  const lists = check('lists show changes soon, on each replica', Infinity, 14);
  live.lists.forEach(isShown => lists(isShown));
  const badges = check(
    'badges are up to date on each replica within seconds',
    Infinity,
    14,
  );
  live.badges.forEach(isShown => badges(isShown));
  const exclusive = check(
    'scheduled tasks run on one replica at a time',
    Infinity,
    50,
  );
  const continued = check('scheduled tasks continue and succeed', Infinity, 50);
  for (const task of snapshot.tasks) {
    const runs = snapshot.runs.filter(run => run.task === task);
    runs.slice(1).forEach((next, nth) => {
      const { replica, began_at, ended_at } = runs[nth];
      // After this time, the other replica may run the task, for example if this one is frozen.
      if (next.began_at - began_at < TASK_TIMEOUT_MS) {
        exclusive(!(ended_at > next.began_at), { task, replica, ended_at });
      }
    });
    const ended = runs.filter(run => run.ended_at);
    const last = ended.at(-1);
    // If a replica was killed while it ran a task, the platform restarts the task within a minute.
    const isRecent = last && now - last.began_at <= STALL_MS;
    continued(isRecent && !last.error, { task, ...last }, ended.length);
  }
}
