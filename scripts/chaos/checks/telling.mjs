/** What people, and the receivers of webhooks, must have been told. */
import { requireOfBackend } from '../../../bench/lib/backend.mjs';
import { brokenChains } from './handingOn.mjs';

const { coversEventType } = requireOfBackend(
  '@callboard/plugin-callboard-common',
);

/** After so many failures of one, later ones go on. */
const MOST_IN_ORDER = 2;

/** When an id was made, in milliseconds since 1970: it is a UUIDv7. */
const momentOf = id => Number.parseInt(id.replace('-', '').slice(0, 12), 16);

export const telling = {
  'each receiver has each change once, by the webhook-id': function* check(
    { log, receivers, place },
    reach,
  ) {
    for (const { name, since, event_types, events } of receivers) {
      const counts = new Map();
      for (const { activity } of events.values()) {
        counts.set(activity.id, (counts.get(activity.id) ?? 0) + 1);
      }
      for (const { id, entity_type, action, workspace_id } of log.traces) {
        const isWanted =
          workspace_id === place.workspace &&
          coversEventType(event_types, `${entity_type}.${action}`) &&
          momentOf(id) > since;
        const count = counts.get(id) ?? 0;
        reach(isWanted ? 1 : 0);
        if (isWanted ? count !== 1 : count > 1) {
          yield `${name}: ${id} ${count} times`;
        }
      }
      for (const id of counts.keys()) {
        if (!log.traceById.has(id)) {
          yield `${name}: ${id} is not there`;
        }
      }
    }
  },

  'each receiver has them in order per thing, but after two failures':
    function* check({ receivers }, reach) {
      for (const { events, failures } of receivers) {
        const all = [...events].map(([id, { activity, data }]) => ({
          key: data?.id,
          hasFailed: (failures.get(id) ?? 0) >= MOST_IN_ORDER,
          changes: activity.changes,
        }));
        const passed = new Set(
          all.filter(({ hasFailed }) => hasFailed).map(({ key }) => key),
        );
        const inOrder = all.filter(({ key }) => key && !passed.has(key));
        yield* brokenChains(inOrder, ({ key }) => key, reach);
      }
    },

  'each request to a receiver is signed': function* check(
    { receivers },
    reach,
  ) {
    for (const { name, requests, forged } of receivers) {
      reach(requests);
      for (const text of forged) {
        yield `${name}: ${text}`;
      }
    }
  },

  'each notice is told once, to each of its people once': function* check(
    { log, journal, place },
    reach,
  ) {
    for (const { word, outcome, recipients, key } of journal.notices) {
      const found = log.notices.get(word) ?? [];
      const isRight =
        outcome === 'done'
          ? found.length === 1
          : found.length <= (outcome === 'refused' ? 0 : 1);
      if (!isRight) {
        yield `${word} (${outcome}): ${found.length} notices`;
      }
      if (found.length > 0 && key === undefined) {
        const copies = log.copies.get(found[0].id) ?? new Map();
        for (const user of recipients === 'everyone'
          ? place.members
          : recipients) {
          reach();
          if (copies.get(user) !== 1) {
            yield `${word} (${outcome}): ${copies.get(user) ?? 0} to ${user}`;
          }
        }
      }
    }
  },

  'what has the same key is counted as often as it was told': function* check(
    { log, journal },
    reach,
  ) {
    const told = new Map();
    for (const { word, recipients, key } of journal.notices) {
      if (key !== undefined && log.notices.has(word)) {
        for (const user of recipients) {
          const pair = `${user} ${key}`;
          told.set(pair, (told.get(pair) ?? 0) + 1);
        }
      }
    }
    for (const [pair, count] of told) {
      reach();
      if (log.counted.get(pair) !== count) {
        yield `${pair}: told ${count} times, counted ${log.counted.get(pair)}`;
      }
    }
  },

  'no job is left, and none set aside': function* check({ log }, reach) {
    // Each notice and each batch of deliveries was one.
    reach(log.notices.size);
    for (const { queue, state, count } of log.jobs) {
      yield `${count} of ${queue} are ${state}`;
    }
    for (const { status, count } of log.deliveries) {
      if (status !== 'delivered') {
        yield `${count} deliveries are ${status}`;
      }
    }
  },
};
