/** How the replicas must have served whoever asked, and watched. */
import { TASK_TIMEOUT_MS } from '../taskTimeout.mjs';

/** A task that was lost with its replica is found within a minute. */
const SILENCE_MS = 90_000;

/** How often something was not seen. */
function* missed({ back, seen }, reach) {
  const times = [...back, ...seen];
  const misses = times.filter(ms => ms === undefined).length;
  reach(times.length - misses);
  if (misses > 0) {
    yield `${misses} of ${times.length} times it was not seen`;
  }
}

export const service = {
  'the API tells what the database holds, on each replica': function* check(
    { log, answers },
    reach,
  ) {
    const stored = new Map(log.live('work_item').map(item => [item.id, item]));
    for (const { name, total, counted, items } of answers) {
      if (total !== log.shown || counted !== log.shown) {
        yield `${name}: ${total} listed, ${counted} counted, ${log.shown} stored`;
      }
      for (const { id, title, version } of items) {
        reach();
        const item = stored.get(id);
        if (item?.name !== title || item.version !== version) {
          yield `${name}: item ${id}`;
        }
      }
      if (items.length !== stored.size) {
        yield `${name}: ${items.length} of ${stored.size} items`;
      }
    }
  },

  'every answer is clear: done, refused, or 503 with Retry-After':
    function* check({ caller }, reach) {
      reach(caller.answered);
      yield* caller.unclear;
    },

  'no request is left without an end for 20 s': function* check(
    { caller },
    reach,
  ) {
    reach(caller.answered);
    yield* caller.hanging;
  },

  'whoever watches sees a change soon, on each replica': function* check(
    { live },
    reach,
  ) {
    yield* missed(live.changes, reach);
  },

  'each badge counts what its person is told soon, on each replica':
    function* check({ live }, reach) {
      yield* missed(live.badges, reach);
    },

  "Callboard's schedules run on one replica at a time": function* check(
    { log },
    reach,
  ) {
    for (const task of log.tasks) {
      const runs = log.runs.filter(run => run.task === task);
      for (const [index, { replica, began_at, ended_at }] of runs.entries()) {
        const next = runs[index + 1];
        if (next && next.began_at - began_at < TASK_TIMEOUT_MS) {
          reach();
          if (ended_at > next.began_at) {
            yield `${task}: ${replica} was not done when ${next.replica} began`;
          }
        }
      }
    }
  },

  "Callboard's schedules go on, and end well": function* check({ log }, reach) {
    for (const task of log.tasks) {
      const runs = log.runs.filter(run => run.task === task && run.ended_at);
      const last = runs[runs.length - 1];
      reach(runs.length);
      if (!last || log.now - last.began_at > SILENCE_MS) {
        yield `${task} has not run since ${last?.began_at.toISOString()}`;
      } else if (last.error) {
        yield `${task}: ${last.error}`;
      }
    }
  },
};
