/** Checks what subscribers, receivers of webhooks and people received about each change. */
import { isDeepStrictEqual } from 'node:util';
import { requireOfBackend } from '../../../bench/lib/backend.mjs';
import { isValidCount } from './snapshot.mjs';

const { countBy, groupBy, keyBy, reject } = requireOfBackend('lodash');
const { coversEventType } = requireOfBackend(
  '@callboard/plugin-callboard-common',
);

/** Later deliveries overtake a delivery that has failed this often. */
const OVERTAKEN_AFTER_FAILURES = 2;

/** The number of emails that a replica sends in parallel. */
const MAILS_AT_ONCE = 5;

const parseIdTime = id => Number.parseInt(id.replace('-', '').slice(0, 12), 16);

/** Checks that the old value of each change of a field is the new value of the previous change. */
function checkOrder(check, changes, getKey) {
  const values = new Map();
  for (const row of changes) {
    for (const { field, old_value, new_value } of row.changes) {
      const key = `${getKey(row)}.${field}`;
      if (values.has(key)) {
        const before = values.get(key);
        const isNext = isDeepStrictEqual(before, old_value);
        check(isNext, { key, before, old_value });
      }
      values.set(key, new_value);
    }
  }
}

export function checkSubscribers(check, { snapshot }) {
  const { changes, changeById, seen, published, outbox } = snapshot;
  const seenCounts = countBy(seen, 'change_id');
  const publishedCounts = countBy(published);
  for (const { id } of changes) {
    check.transactional(seenCounts[id] === 1, { id, count: seenCounts[id] });
    check.external(id in publishedCounts, { id });
  }
  for (const id of Object.keys({ ...seenCounts, ...publishedCounts })) {
    const details = { id, reason: 'it is not a change' };
    check.transactional(id in changeById, details, 0);
  }
  checkOrder(check.transactionalOrder, seen, row => row.entity_key);
  // The keys are in the order in which the ids were published first.
  const firstPublished = Object.keys(publishedCounts).flatMap(
    id => changeById[id] ?? [],
  );
  const getEntityKey = row => `${row.entity_type}:${row.entity_id}`;
  checkOrder(check.externalOrder, firstPublished, getEntityKey);
  const { length: waiting } = outbox;
  check.relayed(waiting === 0, { waiting }, changes.length);
}

export function checkWebhooks(check, { snapshot, receivers, fixture }) {
  for (const receiver of receivers.list) {
    const { name, since, event_types, events, failures } = receiver;
    const counts = countBy([...events.values()], 'activity.id');
    for (const { id, entity_type, action, workspace_id } of snapshot.changes) {
      const isDue =
        workspace_id === fixture.workspace &&
        coversEventType(event_types, `${entity_type}.${action}`) &&
        parseIdTime(id) > since;
      const count = counts[id] ?? 0;
      if (isDue || count > 1) {
        check.received(count === 1, { name, id, count });
      }
    }
    for (const id of Object.keys(counts)) {
      check.received(id in snapshot.changeById, { name, id }, 0);
    }
    const { forged, requests } = receiver;
    check.signed(forged.length === 0, { name, forged }, requests);
    const all = [...events].map(([id, { activity, data }]) => ({
      id,
      key: data?.id,
      changes: activity.changes,
    }));
    const isOvertaken = ({ id }) =>
      failures.get(id) >= OVERTAKEN_AFTER_FAILURES;
    const overtaken = keyBy(all.filter(isOvertaken), 'key');
    const inOrder = all.filter(({ key }) => key && !(key in overtaken));
    checkOrder(check.ordered, inOrder, ({ key }) => key);
  }
}

export function checkNotifications(check, { snapshot, journal, fixture }) {
  for (const { word, outcome, recipients, key } of journal.notifications) {
    const found = snapshot.eventsByTitle[word] ?? [];
    const [event] = found;
    const isOnce = isValidCount(outcome, found.length);
    check.notified(isOnce, { word, outcome, found });
    if (event && key === undefined) {
      const all = recipients === 'everyone' ? fixture.members : recipients;
      for (const user of all) {
        const count = snapshot.recipients[`${event.id} ${user}`];
        check.notified(count === 1, { word, outcome, user, count });
      }
    }
  }
  const sent = journal.notifications
    .filter(({ word, key }) => key && word in snapshot.eventsByTitle)
    .flatMap(({ recipients, key }) => recipients.map(user => `${user} ${key}`));
  for (const [pair, count] of Object.entries(countBy(sent))) {
    const found = snapshot.keyCounts[pair];
    check.grouped(found === count, { pair, found, count });
  }
  const { jobs, webhook_deliveries: deliveries, notifications } = snapshot;
  const left = jobs.concat(reject(deliveries, { status: 'delivered' }));
  // Jobs stored these notifications, so their number shows that jobs ran.
  check.jobs(left.length === 0, left.slice(0, 5), notifications.length);
}

export function checkRules(check, { snapshot, journal, fixture }) {
  const { users, getAccess } = fixture;
  const findRows = ({ body }) =>
    snapshot.findChanges('work_item_comment', 'body', body);
  for (const comment of journal.comments) {
    const count = findRows(comment).length;
    const isOnce = isValidCount(comment.outcome, count);
    check.commented(isOnce, { ...comment, count }, 0);
  }
  const isStored = comment => findRows(comment).length === 1;
  const commentsByItem = groupBy(journal.comments.filter(isStored), 'item');
  for (const { word, isSecret, assignees } of journal.assignments) {
    const [creation] = snapshot.findCreations('work_item', word);
    const getItemAccess = user => (isSecret ? getAccess(user) : 'insider');
    const checkRecipients = (checkCase, type, due) => {
      const counts = countBy(due);
      for (const user of creation ? users : []) {
        const access = getItemAccess(user);
        const expected = access === 'outsider' ? 0 : counts[user] ?? 0;
        const key = `${user} ${type}:${creation.entity_id}`;
        const found = snapshot.keyCounts[key] ?? 0;
        // A temporary member may have lacked access when the notification was due.
        const isAllowed =
          found === expected || (access === 'temporary' && found < expected);
        const cases = user in counts ? 1 : 0;
        checkCase(isAllowed, { key, access, found, expected }, cases);
      }
    };
    const comments = commentsByItem[word] ?? [];
    const mentions = comments.flatMap(({ mentioned }) => mentioned);
    // If a temporary member has no access when a comment is written, its mention of the member has
    // no effect. The comment may then notify the member as a follower of the item.
    const follows = comments.flatMap(({ mentioned }) =>
      assignees.filter(
        user =>
          !mentioned.includes(user) || getItemAccess(user) === 'temporary',
      ),
    );
    checkRecipients(check.assigned, 'work_item.assigned', assignees);
    checkRecipients(check.commented, 'work_item.mentioned', mentions);
    checkRecipients(check.commented, 'work_item.commented', follows);
  }
}

export function checkMails(check, found) {
  const { snapshot, mails, sink, fixture, fleet, mailedTypes } = found;
  const cuts = countBy(sink.cut);
  for (const [id, count] of Object.entries(countBy(mails, 'id'))) {
    check.mails(count <= 1 + (cuts[id] ?? 0), { id, count });
  }
  const getMailKey = ({ user_ref, about }) => `${user_ref} ${about}`;
  const counts = countBy(snapshot.mails, getMailKey);
  for (const { id, type, user_ref } of snapshot.notifications) {
    if (mailedTypes.has(type) && fixture.users.includes(user_ref)) {
      const count = counts[getMailKey({ user_ref, about: id })] ?? 0;
      check.dueMails(count === 1, { user_ref, type, id, count });
    }
  }
  const received = keyBy(mails, 'id');
  const isHidden = ({ project_id }) => project_id === fixture.secret;
  const hidden = keyBy(snapshot.notifications.filter(isHidden), 'id');
  for (const mail of snapshot.mails) {
    const { id, status, user_ref, about } = mail;
    const arrived = received[id];
    delete received[id];
    // The mail server never rejects an email permanently, so no email may fail.
    const isEnded =
      ['sent', 'skipped', 'unknown'].includes(status) ||
      (status === 'no_address' && !fixture.hasAddress(user_ref));
    const isSent = status === 'sent';
    const matchesArrival = status === 'unknown' || isSent === Boolean(arrived);
    const isForRecipient = !arrived || arrived.user === user_ref;
    const isValid = isEnded && matchesArrival && isForRecipient;
    check.sentMails(isValid, { ...mail, to: arrived?.to }, isSent ? 1 : 0);
    const couldBeHidden =
      fixture.getAccess(user_ref) === 'temporary' && about in hidden;
    check.skippedMails(status !== 'skipped' || couldBeHidden, mail);
  }
  Object.values(received).forEach(mail => check.sentMails(false, mail));
  const { unknown = 0 } = countBy(snapshot.mails, 'status');
  const max = fleet.kills * MAILS_AT_ONCE;
  check.unknown(unknown <= max, { unknown, max }, snapshot.mails.length);
}
