/** What came of it, on the terminal and for the record. */
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import { say } from '../lib/say.mjs';

const file = fileURLToPath(new URL('../../bench/CHAOS.md', import.meta.url));

/** Of the acts of a kind, how many have to be acknowledged. */
const LEAST_SHARE = 0.2;

/** Fewer acts of a kind say nothing about it. */
const LEAST_COUNT = 5;

const number = value => value.toLocaleString('en');
const percent = share => `${Math.round(share * 100)} %`;

function describeEndings(endings) {
  return endings
    .sort(([, a], [, b]) => b - a)
    .map(([ending, count]) => `${ending} × ${number(count)}`)
    .join(', ');
}

/**
 * How much has to come of each act and each check: less would prove nothing.
 *
 * @yields what was missing, in words
 */
function* shortfalls(phases, acts) {
  for (const [name, { done, refused, unknown }] of acts) {
    const count = done + refused + unknown;
    const share = done / count;
    if (share < LEAST_SHARE && count >= LEAST_COUNT) {
      yield `only ${percent(share)} of the acts "${name}" were acknowledged`;
    }
  }
  for (const { name, reached } of totals(phases)) {
    if (reached === 0) {
      yield `there was nothing to look at whether ${name}`;
    }
  }
}

/** The violations of each check in all phases, and the cases it saw in the last. */
function totals(phases) {
  const ran = phases.filter(({ skipped }) => !skipped);
  return ran[ran.length - 1].results.map(({ name, reached }) => ({
    name,
    reached,
    count: ran.reduce(
      (sum, { results }) =>
        sum + results.find(result => result.name === name).count,
      0,
    ),
  }));
}

const describeActs = acts =>
  [...acts]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(
      ([name, { done, refused, unknown }]) =>
        `${name} ${number(done)}/${number(done + refused + unknown)}`,
    )
    .join(', ');

function describeLive({ upToDate, back, seen }) {
  const shown = [...seen].sort((one, other) => one - other);
  return `${upToDate} of those who watched showed the newest; live updates were back after ${back.join(
    ' and ',
  )} ms, then took ${shown[Math.floor(shown.length / 2)]} ms in the middle, ${
    shown[shown.length - 1]
  } ms at the longest`;
}

/**
 * Prints what was done and what was found.
 *
 * @returns whether nothing was violated, and enough was done to say so
 */
export function printSummary(phases, { acts, watched, slowest }) {
  let isRight = true;
  for (const phase of phases) {
    const { title, skipped, counts, endings, lag, results, seconds } = phase;
    say(`\n${title} (${seconds.toFixed(0)} s)`);
    if (skipped) {
      say(`  SKIPPED: ${skipped}`);
      continue;
    }
    say(
      `  ${number(counts.acts)} acts: ${number(
        counts.acknowledged,
      )} acknowledged, ${number(counts.unknown)} without an answer, ${number(
        counts.refused,
      )} refused; ${number(counts.events)} events in posts`,
    );
    say(`  answers: ${describeEndings(endings)}`);
    say(
      `  relay, from commit: p50 ${lag[0]} ms, p95 ${lag[1]} ms, max ${lag[2]} ms`,
    );
    say(`  ${describeLive(phase.live)}`);
    phase.notes.forEach(note => say(`  ${note}`));
    for (const { name, count, reached, shown } of results) {
      say(
        `  ${count === 0 ? '✓' : '✗'} ${name} (${number(reached)})${
          count ? `: ${count}` : ''
        }`,
      );
      shown.forEach(text => say(`      ${text}`));
      isRight &&= count === 0;
    }
  }
  const last = phases[phases.length - 1];
  say(`\nacknowledged, of each act: ${describeActs(acts)}`);
  say(
    `who watched connected ${watched.connections} times and heard ${number(
      watched.heard,
    )} signals; the slowest answer took ${number(slowest)} ms`,
  );
  for (const text of shortfalls(phases, acts)) {
    say(`✗ ${text}`);
    isRight = false;
  }
  say(
    `\n${isRight ? 'Nothing was violated' : 'VIOLATED'}: ${number(
      last.found.changes,
    )} changes handed on`,
  );
  return isRight;
}

/** Writes the run down beside the benchmarks. */
export async function writeRecord(phases, options, knex, observed) {
  const { acts, watched, slowest } = observed;
  const { rows } = await knex.raw('SHOW server_version');
  const [{ model }] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const ran = phases.filter(({ skipped }) => !skipped);
  const last = ran[ran.length - 1];
  const text = `# The last run of the chaos

${new Date().toISOString().slice(0, 10)} · Node ${
    process.version
  } · PostgreSQL ${rows[0].server_version}, fsync on · ${
    cpus().length
  } × ${model.trim()}, ${gigabytes} GB

Made by \`npm run chaos -- --kills ${options.kills} --changes ${
    options.changes
  } --clients ${options.clients} --seed ${
    options.seed
  }\`: two backends on one PostgreSQL, ${
    options.clients
  } people at work through both, and faults meanwhile.

| fault | acts | acknowledged | without an answer | refused | events posted | relay p50, p95, longest |
|---|---:|---:|---:|---:|---:|---:|
${phases
  .map(({ title, skipped, counts, lag }) =>
    skipped
      ? `| ${title} | skipped: ${skipped} | | | | | |`
      : `| ${title} | ${number(counts.acts)} | ${number(
          counts.acknowledged,
        )} | ${number(counts.unknown)} | ${number(counts.refused)} | ${number(
          counts.events,
        )} | ${lag.map(ms => `${number(ms)} ms`).join(', ')} |`,
  )
  .join('\n')}

${phases
  .flatMap(({ title, notes, live }) =>
    [...notes, describeLive(live)].map(note => `- ${title}: ${note}.`),
  )
  .join('\n')}

The relay's times are from a change's commit to its being marked as handed on
inside the database, through all faults: while PostgreSQL is away, nothing is.

What was looked at after each fault, over all that was done so far:

| | cases at the end | violations |
|---|---:|---:|
${totals(phases)
  .map(
    ({ name, reached, count }) => `| ${name} | ${number(reached)} | ${count} |`,
  )
  .join('\n')}

Acknowledged, of each act: ${describeActs(acts)}.

In all ${number(
    last.found.changes,
  )} changes were handed on; outside the database ${number(
    last.found.repeated,
  )} of them were told more than once. Callboard's ${
    last.found.tasks
  } schedules, made to run every two seconds, ran ${number(
    last.found.runs,
  )} times. Those who watched connected ${
    watched.connections
  } times and heard ${number(
    watched.heard,
  )} signals. The slowest answer took ${number(slowest)} ms.
`;
  writeFileSync(file, prettier.format(text, { parser: 'markdown' }));
}
