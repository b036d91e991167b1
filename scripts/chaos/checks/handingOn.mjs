/** What subscribers must have been told. */
import { isDeepStrictEqual } from 'node:util';

/** Things that follow from each other: none is missing, none comes twice. */
export function* brokenChains(traces, keyOf, reach) {
  const present = new Map();
  for (const trace of traces) {
    for (const { field, old_value, new_value } of trace.changes) {
      const key = `${keyOf(trace)}.${field}`;
      if (present.has(key)) {
        reach();
        if (!isDeepStrictEqual(present.get(key), old_value)) {
          yield `${key}: ${JSON.stringify(
            present.get(key),
          )} was told before ${JSON.stringify(old_value)} → ${JSON.stringify(
            new_value,
          )}`;
        }
      }
      present.set(key, new_value);
    }
  }
}

export const handingOn = {
  'subscribers inside the database saw each change once': function* check(
    { log },
    reach,
  ) {
    const seen = new Map();
    for (const { change_id } of log.seen) {
      seen.set(change_id, (seen.get(change_id) ?? 0) + 1);
    }
    for (const { id } of log.traces) {
      reach();
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

  'subscribers inside the database saw them in order': function* check(
    { log },
    reach,
  ) {
    yield* brokenChains(log.seen, ({ entity_key }) => entity_key, reach);
  },

  'subscribers outside saw each change, under its stable id': function* check(
    { log },
    reach,
  ) {
    const told = new Set(log.told);
    for (const { id } of log.traces) {
      reach();
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

  'subscribers outside saw them in order, repetitions aside': function* check(
    { log },
    reach,
  ) {
    const firsts = [...new Set(log.told)].flatMap(
      id => log.traceById.get(id) ?? [],
    );
    yield* brokenChains(
      firsts,
      ({ entity_type, entity_id }) => `${entity_type}:${entity_id}`,
      reach,
    );
  },

  'nothing waits to be handed on': function* check({ log }, reach) {
    reach(log.traces.length);
    if (log.waiting > 0) {
      yield `${log.waiting} changes`;
    }
  },
};
