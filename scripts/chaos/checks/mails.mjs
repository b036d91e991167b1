/** What must have come of mails. */
import { countBy } from './countBy.mjs';

/** As many as a replica hands over at the same time. */
const AT_ONCE = 5;

/** What may become of a mail here: its server refuses none for good. */
const endings = new Set(['sent', 'skipped', 'unknown']);

export const mailing = {
  'nobody is mailed twice, but where the server did not say that it took it':
    function* check({ mails, sink }, reach) {
      const cuts = countBy(sink.cut, id => id);
      for (const [id, count] of countBy(mails, mail => mail.id)) {
        reach();
        if (count > 1 + (cuts.get(id) ?? 0)) {
          yield `${id}: ${count} times, ${cuts.get(id) ?? 0} without an answer`;
        }
      }
    },

  'each who wants mails is to be mailed of each notification, once':
    function* check({ log, place, mailedTypes }, reach) {
      const ordered = countBy(
        log.mails,
        ({ user_ref, about }) => `${user_ref} ${about}`,
      );
      for (const user of place.users) {
        for (const { id, type } of log.notifications.get(user) ?? []) {
          if (mailedTypes.has(type)) {
            reach();
            const count = ordered.get(`${user} ${id}`) ?? 0;
            if (count !== 1) {
              yield `${user}: ${type} ${id} ${count} times`;
            }
          }
        }
      }
    },

  'the server has each mail that counts as sent, and only to its person':
    function* check({ log, mails, place }, reach) {
      const taken = new Map(mails.map(mail => [mail.id, mail]));
      for (const { id, status, user_ref, last_error } of log.mails) {
        const mail = taken.get(id);
        taken.delete(id);
        reach(status === 'sent' ? 1 : 0);
        const isNowhere =
          status === 'no_address' && !place.hasAddress(user_ref);
        if (!endings.has(status) && !isNowhere) {
          yield `${id} is ${status}: ${last_error}`;
        }
        if (status === 'sent' ? !mail : mail && status !== 'unknown') {
          yield `${id} is ${status}, and the server ${
            mail ? 'has it' : 'does not have it'
          }`;
        }
        if (mail && mail.user !== user_ref) {
          yield `${id} is for ${user_ref} and went to ${mail.to}`;
        }
      }
      for (const id of taken.keys()) {
        yield `${id} was sent and is not known`;
      }
    },

  'mails are skipped only where there was nothing to see any more':
    function* check({ log, place }, reach) {
      const hidden = new Set(
        [...log.notifications.values()]
          .flat()
          .filter(({ project_id }) => project_id === place.secret)
          .map(({ id }) => id),
      );
      for (const { status, user_ref, about } of log.mails) {
        reach();
        const couldBe = place.kindOf(user_ref) === 'comer' && hidden.has(about);
        if (status === 'skipped' && !couldBe) {
          yield `${user_ref}: ${about}`;
        }
      }
    },

  'it is unknown of a mail only where a replica was killed': function* check(
    { log, fleet },
    reach,
  ) {
    const unknown = log.mails.filter(({ status }) => status === 'unknown');
    reach(log.mails.length);
    if (unknown.length > fleet.kills * AT_ONCE) {
      yield `${unknown.length} mails, ${fleet.kills} kills`;
    }
  },
};
