/** What must have become of everything that people did. */
import { kinds } from './Log.mjs';

/** How often it may be there that was done, refused, or left without an answer. */
const isRightCount = (outcome, count) =>
  outcome === 'done' ? count === 1 : count <= (outcome === 'refused' ? 0 : 1);

export const acts = {
  'acknowledged posts are stored, once, under the id that was answered':
    function* check({ log, journal }, reach) {
      for (const { words, ids, outcome } of journal.posts) {
        if (outcome === 'done') {
          for (const [index, word] of words.entries()) {
            reach();
            const rows = log.events.get(word) ?? [];
            if (rows.length !== 1 || rows[0].id !== ids[index]) {
              yield `${word}: ${rows.length} rows`;
            }
          }
        }
      }
    },

  'posts are stored whole or not at all, without an answer at most once':
    function* check({ log, journal }, reach) {
      for (const { words, outcome } of journal.posts) {
        reach();
        const found = words.map(word => log.events.get(word)?.length ?? 0);
        if (new Set(found).size !== 1 || !isRightCount(outcome, found[0])) {
          yield `${words[0]} (${outcome}): ${found}`;
        }
      }
    },

  'what was made is there once, with the trace of it': function* check(
    { log, journal },
    reach,
  ) {
    for (const { kind, word, outcome, id } of journal.creations) {
      reach();
      const traces = log.makingOf(kind, word);
      const isThere = traces.every(({ entity_id }) =>
        log.things[kind].has(entity_id),
      );
      const isNamed = outcome !== 'done' || traces[0]?.entity_id === id;
      if (!isRightCount(outcome, traces.length) || !isThere || !isNamed) {
        yield `${kind} ${word} (${outcome}): ${traces.length} traces`;
      }
    }
  },

  'files are imported once, all of their rows or none': function* check(
    { log, journal },
    reach,
  ) {
    for (const { kind, words, outcome } of journal.imports) {
      reach();
      const found = words.map(word => log.makingOf(kind, word).length);
      if (new Set(found).size !== 1 || !isRightCount(outcome, found[0])) {
        yield `${kind} ${words[0]} (${outcome}): ${found}`;
      }
    }
  },

  'what was changed is changed once, all of it or nothing': function* check(
    { log, journal },
    reach,
  ) {
    for (const { kind, field, word, ids, outcome } of journal.changes) {
      reach();
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

  'what was deleted is gone, with one trace of it': function* check(
    { log, journal },
    reach,
  ) {
    for (const { kind, id, outcome } of journal.deletions) {
      reach();
      const { length } = log.tracesAbout(id, 'delete');
      const isGone = log.things[kind].get(id).deleted_at !== null;
      if (!isRightCount(outcome, length) || isGone !== (length === 1)) {
        yield `${kind} ${id} (${outcome}): ${
          isGone ? 'gone' : 'there'
        }, ${length} traces`;
      }
    }
  },

  'each thing is what its traces say, and counts as many changes':
    function* check({ log }, reach) {
      for (const [kind, { nameField }] of Object.entries(kinds)) {
        for (const { id, version, name } of log.live(kind)) {
          reach();
          const traces = (log.byEntity.get(id) ?? []).filter(
            ({ changes }) => changes.length > 0,
          );
          const made = traces.filter(({ action }) => action === 'create');
          const names = traces.flatMap(({ changes }) =>
            changes.filter(({ field }) => field === nameField),
          );
          if (made.length !== 1 || version !== traces.length) {
            yield `${kind} ${id}: version ${version}, ${traces.length} traces`;
          }
          if (!names.some(({ new_value }) => new_value === name)) {
            yield `${kind} ${id}: nothing says why it is called ${name}`;
          }
        }
      }
    },
};
