/** Who must not have heard of the secret project, in whatever way. */
import { SECRET_WORD } from '../Place.mjs';

/**
 * How long a mail may be on its way that was written when they could see what it
 * is about: while a replica stands still, or the database is away.
 */
const ON_ITS_WAY_MS = 20_000;

const isSecret = text => text?.toLowerCase().includes(SECRET_WORD);

export const secrets = {
  'nobody reads in the bell what they may not see now': function* check(
    { place, bells },
    reach,
  ) {
    for (const { name, user, maySee, items } of bells) {
      const secret = items.filter(({ title, body }) =>
        [title, body].some(isSecret),
      );
      reach(maySee ? 0 : items.length);
      if (!maySee && secret.length > 0) {
        yield `${user}, ${place.kindOf(user)}, on ${name}: ${secret[0].title}`;
      }
    }
  },

  'whoever may see it reads all they were told, once, and it counts':
    function* check({ log, place, bells }, reach) {
      for (const { name, user, maySee, items, unread_count } of bells) {
        const ids = new Set(items.map(({ id }) => id));
        if (ids.size !== items.length || unread_count !== items.length) {
          yield `${user} on ${name}: ${items.length} listed, ${ids.size} different, ${unread_count} unread`;
        }
        for (const { id, project_id } of log.notifications.get(user) ?? []) {
          if (maySee || project_id !== place.secret) {
            reach();
            if (!ids.has(id)) {
              yield `${user} on ${name}: ${id} is missing`;
            }
          }
        }
      }
    },

  'nobody has a copy of what they never could see': function* check(
    { log, place },
    reach,
  ) {
    for (const user of [...place.users, ...place.members.slice(-100)]) {
      for (const { id, project_id, type } of log.notifications.get(user) ??
        []) {
        const isHidden = project_id === place.secret;
        reach(isHidden ? 1 : 0);
        if (isHidden && place.kindOf(user) === 'outsider') {
          yield `${user}: ${type} ${id}`;
        }
      }
    }
  },

  'nobody is mailed of what they could not see then': function* check(
    { journal, place, mails },
    reach,
  ) {
    for (const { user, words, at } of mails) {
      const kind = place.kindOf(user);
      const could = journal.sights.some(
        sight =>
          sight.user === user &&
          sight.from <= at &&
          at <= sight.to + ON_ITS_WAY_MS,
      );
      reach(isSecret(words) ? 1 : 0);
      if (isSecret(words) && kind !== 'insider' && !could) {
        yield `${user}, ${kind}, at ${new Date(
          at,
        ).toISOString()}: ${words.slice(0, 80)}`;
      }
    }
  },

  'nobody hears by live updates that something hidden has changed':
    function* check({ log, place, overheard }, reach) {
      const hidden = new Set(
        log.traces
          .filter(({ project_id }) => project_id === place.secret)
          .map(({ entity_id }) => entity_id),
      );
      for (const id of overheard) {
        reach();
        if (hidden.has(id)) {
          yield `${id} was heard of`;
        }
      }
    },
};
