/**
 * Checks that each acknowledged request is stored exactly once, and any other completely or not at
 * all.
 */
import { requireOfBackend } from '../../../bench/lib/backend.mjs';
import { DAYS_A_WEEK } from '../actions/timeAndPosts.mjs';
import { isValidCount, kinds } from './snapshot.mjs';

const { countBy, groupBy, keyBy, sumBy } = requireOfBackend('lodash');

const MINUTES_A_DAY = 1_440;

/** Whether all parts of a request are stored equally often, and as often as its outcome allows. */
const isWhole = (outcome, counts) =>
  isValidCount(outcome, counts[0]) &&
  counts.every(count => count === counts[0]);

export function checkPosts(check, { snapshot, journal }) {
  const once = check('acknowledged posts are stored once, by id', 80);
  const whole = check('posts are stored completely or not at all', 15);
  for (const { words, ids, outcome } of journal.posts) {
    const rows = words.map(word => snapshot.postsByWord[word] ?? []);
    const counts = rows.map(({ length }) => length);
    whole(isWhole(outcome, counts), { word: words[0], outcome, counts });
    if (outcome === 'done') {
      rows.forEach(([row], nth) =>
        once(counts[nth] === 1 && row.id === ids[nth], words[nth]),
      );
    }
  }
}

export function checkResources(check, { snapshot, journal }) {
  const { resources } = snapshot;
  const created = check(
    'created resources are stored once, with their change',
    15,
  );
  for (const { kind, word, outcome, id } of journal.creations) {
    const found = snapshot.findCreations(kind, word);
    const ids = found.map(({ entity_id }) => entity_id);
    const areStored = ids.every(each => each in resources[kind]);
    const isReturned = outcome !== 'done' || ids[0] === id;
    const isOnce = isValidCount(outcome, ids.length);
    const isValid = isOnce && areStored && isReturned;
    created(isValid, { kind, word, outcome, id, ids });
  }
  const imported = check('files are imported once, all rows or none', 1);
  for (const { kind, words, outcome } of journal.imports) {
    const counts = words.map(word => snapshot.findCreations(kind, word).length);
    imported(isWhole(outcome, counts), { word: words[0], outcome, counts });
  }
  const updated = check('updates apply once, completely or not at all', 10);
  for (const { kind, field, word, ids, outcome } of journal.updates) {
    const rows = snapshot.findChanges(kind, field, word);
    const found = rows.map(({ entity_id }) => entity_id).sort();
    const isAll = found.join() === [...ids].sort().join();
    const isNone = found.length === 0;
    const isValid = { done: isAll, refused: isNone, unknown: isAll || isNone };
    updated(isValid[outcome], { kind, word, outcome, ids, found });
  }
  const deleted = check('deletions apply once, with their change', 2);
  for (const { kind, id, outcome } of journal.deletions) {
    const count = snapshot.countActions(id, 'delete');
    const isDeleted = resources[kind][id].deleted_at !== null;
    const isValid = isValidCount(outcome, count) && isDeleted === (count === 1);
    deleted(isValid, { kind, id, outcome, isDeleted, count });
  }
  const versions = check('resources match their recorded changes', 20);
  for (const [kind, { nameField }] of Object.entries(kinds)) {
    for (const { id, version, name } of snapshot.live(kind)) {
      const rows = (snapshot.changesByEntity[id] ?? []).filter(
        ({ changes }) => changes.length > 0,
      );
      const isNamed = rows
        .flatMap(({ changes }) => changes)
        .some(row => row.field === nameField && row.new_value === name);
      const creations = snapshot.countActions(id, 'create');
      const isValid = rows.length === version && isNamed && creations === 1;
      versions(isValid, { kind, id, version, name, creations });
    }
  }
}

export function checkOrganisation(check, { snapshot, journal, sync }) {
  const once = check('transfers are stored once, or change nothing', 2);
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
    once(isValidCount(outcome, count) || hasNoEffect, {
      staff,
      date,
      outcome,
      count,
    });
  }
  const both = check('each transfer has a recorded change, and vice versa', 2);
  const byStaff = countBy(snapshot.staff_transfers, 'staff_member_id');
  for (const id of Object.keys(snapshot.resources.staff)) {
    const transfers = byStaff[id] ?? 0;
    const changes = snapshot.countActions(id, 'transfer');
    both(transfers === changes, { id, transfers, changes }, transfers);
  }
  const linked = check('links are created and deleted once, as recorded', 0.7);
  const links = keyBy(snapshot.department_links, 'id');
  for (const { id, deleted_at } of Object.values(links)) {
    const created = snapshot.countActions(id, 'link');
    const deleted = snapshot.countActions(id, 'unlink');
    const isValid = created === 1 && deleted === (deleted_at === null ? 0 : 1);
    linked(isValid, { id, created, deleted });
  }
  for (const { id, outcome } of journal.links) {
    linked(outcome !== 'done' || id in links, { id });
  }
  for (const { id, outcome } of journal.unlinks) {
    linked(outcome !== 'done' || links[id].deleted_at !== null, { id });
  }
  const derived = check('memberships match the department links', 0.5, 5);
  const { department } = countBy(snapshot.membership_sources, 'source');
  derived(sync.added + sync.removed === 0, sync, department ?? 0);
}

export function checkTime(check, { snapshot, journal }) {
  const { worklogs, timers, periods } = snapshot;
  const counts = countBy(worklogs, 'description');
  const logged = check(
    'acknowledged worklogs are stored once, others at most once',
    0.6,
  );
  for (const { word, outcome } of journal.worklogs) {
    const count = counts[word] ?? 0;
    logged(isValidCount(outcome, count), { word, outcome, count });
  }
  const days = check('no day exceeds the daily limit', 2, 20);
  const byDay = groupBy(worklogs, row => `${row.logged_by} ${row.logged_at}`);
  for (const [day, rows] of Object.entries(byDay)) {
    const sum = sumBy(rows, 'duration_minutes');
    days(sum <= MINUTES_A_DAY, { day, sum });
  }
  const saved = check('timesheets are saved completely or not at all', 0.3, 5);
  const wordByWeek = new Map();
  for (const { user, week, word, outcome } of journal.weeks) {
    const count = counts[word] ?? 0;
    if (count > 0) {
      const key = `${user} ${week}`;
      const isWholeWeek = outcome !== 'refused' && count === DAYS_A_WEEK;
      saved(isWholeWeek && !wordByWeek.has(key), { key, word, outcome, count });
      wordByWeek.set(key, word);
    }
  }
  const timed = check('timers run or are logged, and never both', 0.4);
  const running = countBy(timers, 'description');
  for (const { word, outcome } of journal.timers) {
    const count = (counts[word] ?? 0) + (running[word] ?? 0);
    // A timer of a few seconds logs no time, so zero is valid for each outcome.
    timed(count === 0 || isValidCount(outcome, count), {
      word,
      outcome,
      count,
    });
  }
  const submitted = check(
    'submitted timesheets match the stored time entries',
    0.1,
    1,
  );
  for (const { member_id, week_start, week_end, status, content } of periods) {
    // A rejected week can be changed again.
    if (['submitted', 'approved'].includes(status)) {
      const sum = sumBy(content, cell => cell[2]);
      const rows = worklogs
        .filter(row => row.logged_by === member_id)
        .filter(
          row => row.logged_at >= week_start && row.logged_at <= week_end,
        );
      const stored = sumBy(rows, 'duration_minutes');
      submitted(sum === stored, { member_id, week_start, sum, stored });
    }
  }
}

export function checkLog(check, { snapshot, journal, verified, phases }) {
  const { ok, rows_checked } = verified;
  const rows = snapshot.activity.length;
  const sealed = check('the activity log is intact', 100);
  sealed(ok && rows_checked >= rows, { ...verified, rows }, rows_checked);
  if (phases.includes('removals')) {
    const erased = check('the log does not name people who were erased', 0);
    for (const name of journal.erased) {
      const isNamed = snapshot.activity.some(row => row.user_name === name);
      erased(!isNamed, { name });
    }
  }
}
