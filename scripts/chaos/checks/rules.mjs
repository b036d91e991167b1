/** What rules must have told, and to whom. */

/** How often somebody may have been told of things they were to be told of. */
function isRight(kind, told, count) {
  // Who comes and goes was there for some of it.
  return kind === 'comer' ? told <= count : told === count;
}

/** What those people may see who are no insiders. */
const inSecret = (place, thread, user) =>
  thread.isSecret ? place.kindOf(user) : 'insider';

/** How often each was told of a thread by a type, as the copies count. */
function* misses({ log, place }, { thread, id, type, expected }, reach) {
  for (const user of place.users) {
    const kind = inSecret(place, thread, user);
    const count = kind === 'outsider' ? 0 : expected.get(user) ?? 0;
    const told = log.counted.get(`${user} ${type}:${id}`) ?? 0;
    reach(expected.has(user) ? 1 : 0);
    if (!isRight(kind, told, count)) {
      yield `${user}, ${kind}, ${told} times of ${count} by ${type} of ${thread.word}`;
    }
  }
}

/** Threads that are there, with their ids. */
function* threadsOf({ log, journal }) {
  for (const thread of journal.threads) {
    const [made] = log.makingOf('work_item', thread.word);
    if (made) {
      yield { thread, id: made.entity_id };
    }
  }
}

const add = (counts, user) => counts.set(user, (counts.get(user) ?? 0) + 1);

export const rules = {
  'each assignee who may see it is told of it once, and nobody else':
    function* check(found, reach) {
      for (const { thread, id } of threadsOf(found)) {
        const expected = new Map(thread.assignees.map(user => [user, 1]));
        const type = 'work_item.assigned';
        yield* misses(found, { thread, id, type, expected }, reach);
      }
    },

  'each comment is told once: to whom it mentions, or who follows':
    function* check(found, reach) {
      const { log, journal, place } = found;
      const byThread = new Map();
      for (const comment of journal.comments) {
        const { thread, body, outcome } = comment;
        const { length } = log.tracesOf('work_item_comment', 'body', body);
        if (outcome === 'done' ? length !== 1 : length > 1) {
          yield `${body} (${outcome}): ${length} comments`;
        }
        if (length === 1) {
          byThread.set(thread, [...(byThread.get(thread) ?? []), comment]);
        }
      }
      for (const { thread, id } of threadsOf(found)) {
        const mentioned = new Map();
        const commented = new Map();
        for (const comment of byThread.get(thread.word) ?? []) {
          comment.mentioned.forEach(user => add(mentioned, user));
          // Who may not see it when it is written is not mentioned, and follows it once they may.
          thread.assignees
            .filter(
              user =>
                !comment.mentioned.includes(user) ||
                inSecret(place, thread, user) === 'comer',
            )
            .forEach(user => add(commented, user));
        }
        for (const [type, expected] of [
          ['work_item.mentioned', mentioned],
          ['work_item.commented', commented],
        ]) {
          yield* misses(found, { thread, id, type, expected }, reach);
        }
      }
    },
};
