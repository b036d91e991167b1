/**
 * What must hold, whatever was done to the replicas. Each yields what violates
 * it, in words.
 */
import { isDeepStrictEqual } from 'node:util';

const nameOf = { work_item: 'title', department: 'name' };

/** Things that follow from each other: none is missing, none comes twice. */
function* brokenChains(traces, keyOf) {
  const present = new Map();
  for (const trace of traces) {
    for (const { field, old_value, new_value } of trace.changes) {
      const key = `${keyOf(trace)}.${field}`;
      if (present.has(key) && !isDeepStrictEqual(present.get(key), old_value)) {
        yield `${key}: ${present.get(
          key,
        )} was told before ${old_value} → ${new_value}`;
      }
      present.set(key, new_value);
    }
  }
}

export const checks = {
  'acknowledged posts are stored, once, under the id that was answered':
    function* check({ log, journal }) {
      for (const { words, ids, outcome } of journal.posts) {
        if (outcome === 'done') {
          for (const [index, word] of words.entries()) {
            const rows = log.events.get(word) ?? [];
            if (rows.length !== 1 || rows[0].id !== ids[index]) {
              yield `${word}: ${rows.length} rows`;
            }
          }
        }
      }
    },

  'posts without an answer are stored at most once, batches whole or not':
    function* check({ log, journal }) {
      for (const { words, outcome } of journal.posts) {
        if (outcome !== 'done') {
          const found = words.map(word => log.events.get(word)?.length ?? 0);
          const most = outcome === 'refused' ? 0 : 1;
          if (new Set(found).size !== 1 || found[0] > most) {
            yield `${words[0]} (${outcome}): ${found}`;
          }
        }
      }
    },

  'what was made is there once, with the trace of it': function* check({
    log,
    journal,
  }) {
    for (const { kind, word, outcome, id } of journal.creations) {
      const traces = log
        .tracesOf(kind, nameOf[kind], word)
        .filter(({ action }) => action === 'create');
      const isThere = traces.every(({ entity_id }) =>
        log.things[kind].has(entity_id),
      );
      const isRight =
        outcome === 'done'
          ? traces.length === 1 && traces[0].entity_id === id
          : traces.length <= (outcome === 'refused' ? 0 : 1);
      if (!isRight || !isThere) {
        yield `${word} (${outcome}): ${traces.length} traces`;
      }
    }
  },

  'what was changed is changed once, all of it or nothing': function* check({
    log,
    journal,
  }) {
    for (const { kind, field, word, ids, outcome } of journal.changes) {
      const found = log
        .tracesOf(kind, field, word)
        .map(({ entity_id }) => entity_id);
      const isWhole =
        found.length === ids.length && ids.every(id => found.includes(id));
      const isNothing = found.length === 0;
      if (outcome === 'done' ? !isWhole : !isWhole && !isNothing) {
        yield `${word} (${outcome}): ${found.length} of ${ids.length}`;
      }
      if (outcome === 'refused' && !isNothing) {
        yield `${word} was refused, and done`;
      }
    }
  },

  'each thing is what its traces say, and counts as many changes':
    function* check({ log }) {
      for (const [type, things] of Object.entries(log.things)) {
        for (const { id, version, name } of things.values()) {
          const traces = log.byEntity.get(id) ?? [];
          const made = traces.filter(({ action }) => action === 'create');
          const names = traces.flatMap(({ changes }) =>
            changes.filter(({ field }) => field === nameOf[type]),
          );
          if (made.length !== 1 || version !== traces.length) {
            yield `${type} ${id}: version ${version}, ${traces.length} traces`;
          }
          if (!names.some(({ new_value }) => new_value === name)) {
            yield `${type} ${id}: nothing says why it is called ${name}`;
          }
        }
      }
    },

  'subscribers inside the database saw each change once': function* check({
    log,
  }) {
    const seen = new Map();
    for (const { change_id } of log.seen) {
      seen.set(change_id, (seen.get(change_id) ?? 0) + 1);
    }
    for (const { id } of log.traces) {
      if (seen.get(id) !== 1) {
        yield `${id}: ${seen.get(id) ?? 0} times`;
      }
    }
    for (const id of seen.keys()) {
      if (!log.traceById.has(id)) {
        yield `${id} was seen, and is not there`;
      }
    }
  },

  'subscribers inside the database saw them in order': function* check({
    log,
  }) {
    yield* brokenChains(log.seen, ({ entity_key }) => entity_key);
  },

  'subscribers outside saw each change, under its stable id': function* check({
    log,
  }) {
    const told = new Set(log.told);
    for (const { id } of log.traces) {
      if (!told.has(id)) {
        yield `${id} was not told`;
      }
    }
    for (const id of told) {
      if (!log.traceById.has(id)) {
        yield `${id} was told, and is not there`;
      }
    }
  },

  'subscribers outside saw them in order, repetitions aside': function* check({
    log,
  }) {
    const firsts = [...new Set(log.told)].flatMap(
      id => log.traceById.get(id) ?? [],
    );
    yield* brokenChains(
      firsts,
      ({ entity_type, entity_id }) => `${entity_type}:${entity_id}`,
    );
  },

  'nothing waits to be handed on': function* check({ log }) {
    if (log.waiting > 0) {
      yield `${log.waiting} changes`;
    }
  },

  'the API tells what the database holds, on each replica': function* check({
    log,
    answers,
  }) {
    for (const { name, total, counted, items } of answers) {
      if (total !== log.shown || counted !== log.shown) {
        yield `${name}: ${total} listed, ${counted} counted, ${log.shown} stored`;
      }
      for (const { id, title, version } of items) {
        const stored = log.things.work_item.get(id);
        if (stored?.name !== title || stored.version !== version) {
          yield `${name}: item ${id}`;
        }
      }
      if (items.length !== log.things.work_item.size) {
        yield `${name}: ${items.length} of ${log.things.work_item.size} items`;
      }
    }
  },

  'every answer is clear: done, refused, or 503 with Retry-After':
    function* check({ caller }) {
      yield* caller.unclear;
    },

  'schedules run on one replica at a time': function* check({ log }) {
    for (const [index, { replica, ended_at }] of log.ticks.entries()) {
      const next = log.ticks[index + 1];
      if (next && ended_at > next.began_at) {
        yield `${replica} was not done when ${next.replica} began`;
      }
    }
  },
};
