/**
 * Checks of the data that people could see: all of their own, no secrets, responses and updates in
 * time.
 */
import { requireOfBackend } from '../../../bench/lib/backend.mjs';
import { SECRET_WORD } from '../fixture.mjs';
import { TASK_TIMEOUT_MS } from '../Fleet.mjs';
import { STALL_MS } from '../waitFor.mjs';

const { keyBy } = requireOfBackend('lodash');

/**
 * How long an email written before access was revoked may be in transit: while a replica is frozen,
 * or the database is unavailable.
 */
const ON_ITS_WAY_MS = 20_000;

const isSecret = text => text?.toLowerCase().includes(SECRET_WORD);

export function checkSecrets(
  check,
  { snapshot, journal, fixture, viewers, mails },
) {
  const copies = check(
    'notifications about secret projects reach only members',
    2,
  );
  for (const { id, project_id, user_ref } of snapshot.notifications) {
    if (project_id === fixture.secret) {
      copies(fixture.getAccess(user_ref) !== 'outsider', { id, user_ref });
    }
  }
  const mailed = check(
    'emails about secret projects reach only people with access',
    2,
  );
  for (const { user, text, at } of mails) {
    if (isSecret(text)) {
      const own = journal.visits.filter(visit => visit.user === user);
      const couldSee =
        fixture.getAccess(user) === 'insider' ||
        own.some(({ from, to }) => from <= at && at <= to + ON_ITS_WAY_MS);
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

export function checkAnswers(check, { snapshot, fixture, answers, caller }) {
  const secret = check('bells show nothing the user has lost access to', 15);
  const whole = check('bells show and count all other notifications once', 50);
  const stored = check('each replica returns the stored data', 15);
  const items = keyBy(snapshot.live('work_item'), 'id');
  const count = Object.keys(items).length;
  for (const { name, bells, listed, counted, items: shown } of answers) {
    for (const { user, maySee, items: bell, unread_count } of bells) {
      for (const { title, body } of maySee ? [] : bell) {
        const isHidden = isSecret(title) || isSecret(body);
        secret(!isHidden, { user, name, title });
      }
      const ids = new Set(bell.map(({ id }) => id));
      const isOnce = ids.size === bell.length && unread_count === ids.size;
      whole(isOnce, { user, name, unread_count, ids: ids.size }, 0);
      const all = snapshot.notificationsOf[user] ?? [];
      for (const { id, project_id } of all) {
        if (maySee || project_id !== fixture.secret) {
          whole(ids.has(id), { user, name, id });
        }
      }
    }
    const isCounted = listed === snapshot.shown && counted === snapshot.shown;
    stored(isCounted, { name, listed, counted, stored: snapshot.shown });
    stored(shown.length === count, { name, items: shown.length });
    for (const { id, title, version } of shown) {
      const item = items[id];
      const isSo = item?.name === title && item.version === version;
      stored(isSo, { name, id, title, version });
    }
  }
  const { unexpectedErrors, hanging, completedCount } = caller;
  const clear = check(
    'responses are success, rejection or 503 with Retry-After',
    100,
  );
  const errors = unexpectedErrors.slice(0, 5);
  clear(errors.length === 0, errors, completedCount);
  const ended = check('requests end within a minute', 100);
  ended(hanging.length === 0, hanging.slice(0, 5), completedCount);
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
  const alone = check(
    'scheduled tasks run on one replica at a time',
    Infinity,
    50,
  );
  const goOn = check('scheduled tasks continue and succeed', Infinity, 50);
  for (const task of snapshot.tasks) {
    const runs = snapshot.runs.filter(run => run.task === task);
    runs.slice(1).forEach((next, nth) => {
      const { replica, began_at, ended_at } = runs[nth];
      // A replica frozen for longer has lost the task to the other.
      if (next.began_at - began_at < TASK_TIMEOUT_MS) {
        alone(!(ended_at > next.began_at), { task, replica, ended_at });
      }
    });
    const ended = runs.filter(run => run.ended_at);
    const last = ended.at(-1);
    // The platform finds a task that was lost with its replica within a minute.
    const isRecent = last && now - last.began_at <= STALL_MS;
    goOn(isRecent && !last.error, { task, ...last }, ended.length);
  }
}
