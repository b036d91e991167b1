/** Checks what users saw: all of their own data, nothing secret, and everything in time. */
import { requireOfBackend } from '../../../bench/lib/backend.mjs';
import { SECRET_WORD } from '../fixture.mjs';
import { TASK_TIMEOUT_MS } from '../Fleet.mjs';
import { STALL_MS } from '../../lib/waitFor.mjs';

const { keyBy } = requireOfBackend('lodash');

/**
 * The time that an email may need to arrive while a replica is frozen or the database is
 * unavailable. Access may be revoked in this time.
 */
const IN_TRANSIT_MS = 20_000;

const isSecret = text => text?.toLowerCase().includes(SECRET_WORD);

export function checkSecrets(check, found) {
  const { snapshot, journal, fixture, viewers, mails } = found;
  for (const { id, project_id, user_ref } of snapshot.notifications) {
    if (project_id === fixture.secret) {
      const access = fixture.getAccess(user_ref);
      check.secret(access !== 'outsider', { id, user_ref });
    }
  }
  for (const { user, text, at } of mails) {
    if (isSecret(text)) {
      const visits = journal.visits.filter(visit => visit.user === user);
      const couldSee =
        fixture.getAccess(user) === 'insider' ||
        visits.some(({ from, to }) => from <= at && at <= to + IN_TRANSIT_MS);
      check.secretMails(couldSee, { user, at, text: text.slice(0, 80) });
    }
  }
  const isHidden = ({ project_id }) => project_id === fixture.secret;
  const hidden = keyBy(snapshot.changes.filter(isHidden), 'entity_id');
  // The watched badges belong to `BELL`, a member of no project.
  const signalled = viewers.badges.flatMap(each => [...each.signalledIds]);
  for (const id of new Set(signalled)) {
    check.signals(!(id in hidden), { id });
  }
}

export function checkResponses(check, found) {
  const { snapshot, fixture, responses, caller } = found;
  const items = keyBy(snapshot.listExisting('work_item'), 'id');
  const count = Object.keys(items).length;
  for (const { name, bells, listed, counted, items: shown } of responses) {
    for (const { user, maySeeSecret, items: bell, unread_count } of bells) {
      for (const { title, body } of maySeeSecret ? [] : bell) {
        const isHidden = isSecret(title) || isSecret(body);
        check.bells(!isHidden, { user, name, title });
      }
      const ids = new Set(bell.map(({ id }) => id));
      const isOnce = ids.size === bell.length && unread_count === ids.size;
      check.wholeBells(isOnce, { user, name, unread_count, ids: ids.size }, 0);
      const all = snapshot.notificationsOf[user] ?? [];
      for (const { id, project_id } of all) {
        if (maySeeSecret || project_id !== fixture.secret) {
          check.wholeBells(ids.has(id), { user, name, id });
        }
      }
    }
    const stored = snapshot.listedCount;
    const isCounted = listed === stored && counted === stored;
    check.served(isCounted, { name, listed, counted, stored });
    check.served(shown.length === count, { name, items: shown.length });
    for (const { id, title, version } of shown) {
      const item = items[id];
      const isEqual = item?.name === title && item.version === version;
      check.served(isEqual, { name, id, title, version });
    }
  }
  const { unexpectedErrors, timedOut, results } = caller;
  const errors = unexpectedErrors.slice(0, 5);
  check.responses(errors.length === 0, errors, results.length);
  check.ended(timedOut.length === 0, timedOut.slice(0, 5), results.length);
}

export function checkTiming(check, { live, snapshot, now }) {
  live.lists.forEach(isShown => check.lists(isShown));
  live.badges.forEach(isShown => check.badges(isShown));
  for (const task of snapshot.tasks) {
    const runs = snapshot.runs.filter(run => run.task === task);
    runs.slice(1).forEach((next, nth) => {
      const { replica, began_at, ended_at } = runs[nth];
      // After the timeout, the other replica may run the task again, for example because the first
      // replica is frozen.
      if (next.began_at - began_at < TASK_TIMEOUT_MS) {
        const isOver = !(ended_at > next.began_at);
        check.exclusive(isOver, { task, replica, ended_at });
      }
    });
    const ended = runs.filter(run => run.ended_at);
    const last = ended.at(-1);
    // If a replica was killed while it ran a task, the platform restarts the task within a minute.
    const isRecent = last && now - last.began_at <= STALL_MS;
    check.continued(isRecent && !last.error, { task, ...last }, ended.length);
  }
}
