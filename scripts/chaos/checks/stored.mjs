/**
 * Checks that each acknowledged request is stored exactly once, and that any other request is
 * stored completely or not at all.
 */
import { requireOfBackend } from '../../../bench/lib/backend.mjs';
import { DAYS_A_WEEK } from '../actions/timeAndPosts.mjs';
import { isValidCount, kinds } from './snapshot.mjs';

const { countBy, filter, groupBy, keyBy, sumBy } = requireOfBackend('lodash');

const MINUTES_A_DAY = 1_440;

/** Whether all parts of a request are stored equally often, and as often as its outcome allows. */
const isWhole = (outcome, counts) =>
  isValidCount(outcome, counts[0]) &&
  counts.every(count => count === counts[0]);

export function checkPosts(check, { snapshot, journal }) {
  for (const { words, ids, outcome } of journal.posts) {
    const rows = words.map(word => snapshot.posts[word] ?? []);
    const counts = rows.map(({ length }) => length);
    check.posts(isWhole(outcome, counts), { word: words[0], outcome, counts });
    if (outcome === 'done') {
      rows.forEach(([row], nth) =>
        check.postIds(counts[nth] === 1 && row.id === ids[nth], words[nth]),
      );
    }
  }
}

export function checkResources(check, { snapshot, journal }) {
  const { resources } = snapshot;
  for (const { kind, word, outcome, id } of journal.creations) {
    const found = snapshot.findCreations(kind, word);
    const ids = found.map(({ entity_id }) => entity_id);
    const areStored = ids.every(each => each in resources[kind]);
    const isReturned = outcome !== 'done' || ids[0] === id;
    const isOnce = isValidCount(outcome, ids.length);
    const isValid = isOnce && areStored && isReturned;
    check.created(isValid, { kind, word, outcome, id, ids });
  }
  for (const { kind, words, outcome } of journal.imports) {
    const counts = words.map(word => snapshot.findCreations(kind, word).length);
    check.imported(isWhole(outcome, counts), { words, outcome, counts });
  }
  for (const { kind, field, word, ids, outcome } of journal.updates) {
    const rows = snapshot.findChanges(kind, field, word);
    const found = rows.map(({ entity_id }) => entity_id).sort();
    const isAll = found.join() === [...ids].sort().join();
    const isNone = found.length === 0;
    const isValid = { done: isAll, refused: isNone, unknown: isAll || isNone };
    check.updated(isValid[outcome], { kind, word, outcome, ids, found });
  }
  for (const { kind, id, outcome } of journal.deletions) {
    const count = snapshot.countActions(id, 'delete');
    const isDeleted = resources[kind][id].deleted_at !== null;
    const isValid = isValidCount(outcome, count) && isDeleted === (count === 1);
    check.deleted(isValid, { kind, id, outcome, isDeleted, count });
  }
  for (const [kind, { nameField }] of Object.entries(kinds)) {
    for (const { id, version, name } of snapshot.listExisting(kind)) {
      const rows = (snapshot.changesByEntity[id] ?? []).filter(
        ({ changes }) => changes.length > 0,
      );
      const isNamed = rows
        .flatMap(({ changes }) => changes)
        .some(row => row.field === nameField && row.new_value === name);
      const creations = snapshot.countActions(id, 'create');
      const isValid = rows.length === version && isNamed && creations === 1;
      check.versions(isValid, { kind, id, version, name, creations });
    }
  }
}

export function checkOrganisation(check, { snapshot, journal, sync }) {
  const byDay = countBy(
    snapshot.staff_transfers,
    row => `${row.staff_member_id} ${row.effective_date}`,
  );
  for (const { staff, department, date, outcome } of journal.transfers) {
    const count = byDay[`${staff} ${date}`] ?? 0;
    // A transfer to the department that the person is in changes nothing.
    const wasThere = snapshot
      .findChanges('staff', 'department_id', department)
      .some(({ entity_id }) => entity_id === staff);
    const hasNoEffect = outcome === 'done' && count === 0 && wasThere;
    const isValid = isValidCount(outcome, count) || hasNoEffect;
    check.transfers(isValid, { staff, date, outcome, count });
  }
  const byStaff = countBy(snapshot.staff_transfers, 'staff_member_id');
  for (const id of Object.keys(snapshot.resources.staff)) {
    const transfers = byStaff[id] ?? 0;
    const changes = snapshot.countActions(id, 'transfer');
    check.moved(transfers === changes, { id, transfers, changes }, transfers);
  }
  const links = keyBy(snapshot.department_links, 'id');
  for (const { id, deleted_at } of Object.values(links)) {
    const created = snapshot.countActions(id, 'link');
    const deleted = snapshot.countActions(id, 'unlink');
    const isValid = created === 1 && deleted === (deleted_at === null ? 0 : 1);
    check.links(isValid, { id, created, deleted });
  }
  for (const { id, outcome } of journal.links) {
    check.links(outcome !== 'done' || id in links, { id });
  }
  for (const { id, outcome } of journal.unlinks) {
    check.links(outcome !== 'done' || links[id].deleted_at !== null, { id });
  }
  const { department } = countBy(snapshot.membership_sources, 'source');
  check.members(sync.added + sync.removed === 0, sync, department ?? 0);
}

export function checkTime(check, { snapshot, journal }) {
  const { worklogs, timers, periods } = snapshot;
  const counts = countBy(worklogs, 'description');
  for (const { word, outcome } of journal.worklogs) {
    const count = counts[word] ?? 0;
    check.logged(isValidCount(outcome, count), { word, outcome, count });
  }
  const byDay = groupBy(worklogs, row => `${row.logged_by} ${row.logged_at}`);
  for (const [day, rows] of Object.entries(byDay)) {
    const sum = sumBy(rows, 'duration_minutes');
    check.days(sum <= MINUTES_A_DAY, { day, sum });
  }
  const savedWeeks = new Set();
  for (const { user, week, word, outcome } of journal.weeks) {
    const count = counts[word] ?? 0;
    if (count > 0) {
      const key = `${user} ${week}`;
      const isWholeWeek = outcome !== 'refused' && count === DAYS_A_WEEK;
      const isValid = isWholeWeek && !savedWeeks.has(key);
      check.weeks(isValid, { key, word, outcome, count });
      savedWeeks.add(key);
    }
  }
  const running = countBy(timers, 'description');
  for (const { word, outcome } of journal.timers) {
    const count = (counts[word] ?? 0) + (running[word] ?? 0);
    // A timer of a few seconds logs no time, so zero is valid for each outcome.
    const isValid = count === 0 || isValidCount(outcome, count);
    check.timers(isValid, { word, outcome, count });
  }
  for (const { member_id, week_start, week_end, status, content } of periods) {
    // A rejected week can be changed again.
    if (['submitted', 'approved'].includes(status)) {
      const sum = sumBy(content, cell => cell[2]);
      const rows = filter(worklogs, { logged_by: member_id }).filter(
        ({ logged_at }) => logged_at >= week_start && logged_at <= week_end,
      );
      const stored = sumBy(rows, 'duration_minutes');
      check.submitted(sum === stored, { member_id, week_start, sum, stored });
    }
  }
}

export function checkLog(check, { snapshot, journal, verified }) {
  const { ok, rows_checked } = verified;
  const rows = snapshot.activity.length;
  check.log(ok && rows_checked >= rows, { ...verified, rows }, rows_checked);
  for (const name of journal.erased) {
    const isNamed = snapshot.activity.some(row => row.user_name === name);
    check.erased(!isNamed, { name });
  }
}
