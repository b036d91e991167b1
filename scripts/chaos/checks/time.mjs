/** What must have become of the time that people logged. */

/** A day has no room for more. */
const MINUTES_PER_DAY = 1_440;

const isIn = ({ week_start, week_end, member_id }, entry) =>
  entry.logged_by === member_id &&
  entry.logged_at >= week_start &&
  entry.logged_at <= week_end;

export const time = {
  'acknowledged entries are there once, others at most once': function* check(
    { log, journal },
    reach,
  ) {
    for (const { word, outcome } of journal.entries) {
      reach();
      const count = log.entries.filter(
        ({ description }) => description === word,
      ).length;
      const isRight =
        outcome === 'done'
          ? count === 1
          : count <= (outcome === 'refused' ? 0 : 1);
      if (!isRight) {
        yield `${word} (${outcome}): ${count} entries`;
      }
    }
  },

  'no day has more than fits into it': function* check({ log }, reach) {
    const minutes = new Map();
    for (const { logged_by, logged_at, duration_minutes } of log.entries) {
      const day = `${logged_by} ${logged_at}`;
      minutes.set(day, (minutes.get(day) ?? 0) + duration_minutes);
    }
    for (const [day, sum] of minutes) {
      reach();
      if (sum > MINUTES_PER_DAY) {
        yield `${day}: ${sum} minutes`;
      }
    }
  },

  'weeks are saved whole or not at all': function* check(
    { log, journal },
    reach,
  ) {
    const saves = new Map(journal.sheets.map(save => [save.word, save]));
    const cells = new Map();
    for (const { logged_by, description } of log.entries) {
      const save = saves.get(description);
      if (save && save.user === logged_by) {
        cells.set(save, (cells.get(save) ?? 0) + 1);
      }
    }
    const last = new Map();
    for (const [save, count] of cells) {
      reach();
      const week = `${save.user} ${save.week}`;
      if (save.outcome === 'refused' || count !== 5) {
        yield `${save.word} (${save.outcome}): ${count} of 5 cells`;
      }
      if (last.has(week)) {
        yield `${week}: cells of ${last.get(week)} and ${save.word}`;
      }
      last.set(week, save.word);
    }
  },

  'a timer runs or is logged, and never both': function* check(
    { log, journal },
    reach,
  ) {
    for (const { word, outcome } of journal.timers) {
      reach();
      const found = [...log.entries, ...log.timers].filter(
        ({ description }) => description === word,
      ).length;
      // Of a few seconds nothing is logged.
      if (found > (outcome === 'refused' ? 0 : 1)) {
        yield `${word} (${outcome}): ${found} times`;
      }
    }
  },

  'what was submitted is what is there': function* check({ log }, reach) {
    for (const period of log.periods) {
      // Rejected ones can be changed again.
      if (!['submitted', 'approved'].includes(period.status)) continue;
      reach();
      const sum = log.entries
        .filter(entry => isIn(period, entry))
        .reduce((total, { duration_minutes }) => total + duration_minutes, 0);
      if (sum !== period.total_minutes) {
        yield `${period.member_id} ${period.week_start}: ${period.total_minutes} submitted, ${sum} there`;
      }
    }
  },
};
