/** What must hold of people, where they are, and what that gives them. */
import { countBy } from './countBy.mjs';

export const organisation = {
  'transfers are recorded once, unless the person was there already':
    function* check({ log, journal }, reach) {
      const byDay = countBy(
        log.transfers,
        row => `${row.staff_member_id} ${row.effective_date}`,
      );
      for (const { staff, department, date, outcome } of journal.transfers) {
        reach();
        const count = byDay.get(`${staff} ${date}`) ?? 0;
        const wasThere = log
          .tracesOf('staff', 'department_id', department)
          .some(({ entity_id }) => entity_id === staff);
        const isRight =
          outcome === 'done'
            ? count === 1 || (count === 0 && wasThere)
            : count <= (outcome === 'refused' ? 0 : 1);
        if (!isRight) {
          yield `${staff} on ${date} (${outcome}): ${count} times`;
        }
      }
    },

  'each transfer has its trace, and each trace its transfer': function* check(
    { log },
    reach,
  ) {
    const recorded = countBy(log.transfers, row => row.staff_member_id);
    for (const id of log.things.staff.keys()) {
      const count = recorded.get(id) ?? 0;
      const { length } = log.tracesAbout(id, 'transfer');
      reach(count);
      if (count !== length) {
        yield `${id}: ${count} transfers, ${length} traces`;
      }
    }
  },

  'links begin and end once, as their traces say': function* check(
    { log, journal },
    reach,
  ) {
    const rows = new Map(log.links.map(row => [row.id, row]));
    for (const { id, deleted_at } of rows.values()) {
      reach();
      const begun = log.tracesAbout(id, 'link').length;
      const ended = log.tracesAbout(id, 'unlink').length;
      if (begun !== 1 || ended !== (deleted_at === null ? 0 : 1)) {
        yield `${id}: begun ${begun} times, ended ${ended} times`;
      }
    }
    for (const { id, outcome } of journal.links) {
      if (outcome === 'done' && !rows.has(id)) {
        yield `${id} is not there`;
      }
    }
    for (const { id, outcome } of journal.unlinks) {
      if (outcome === 'done' && rows.get(id).deleted_at === null) {
        yield `${id} is still there`;
      }
    }
  },

  'people have the memberships that departments and links give them':
    function* check({ sync, memberships }, reach) {
      reach(memberships);
      if (sync.added + sync.removed > 0) {
        yield `${sync.added} were missing, ${sync.removed} too many`;
      }
    },
};
