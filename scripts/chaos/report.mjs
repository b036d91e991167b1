/** What came of it, on the terminal and for the record. */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import { say } from '../lib/say.mjs';
import { leastOf } from './checks/least.mjs';

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
function* shortfalls(phases, { acts, watched }) {
  for (const [name, { done, refused, unknown }] of acts) {
    const count = done + refused + unknown;
    const share = done / count;
    if (share < LEAST_SHARE && count >= LEAST_COUNT) {
      yield `only ${percent(share)} of the acts "${name}" were acknowledged`;
    }
  }
  const count = [...acts.values()].reduce((sum, { done }) => sum + done, 0);
  for (const { name, reached } of totals(phases)) {
    const least = leastOf(name, count);
    if (reached < least) {
      yield `there were only ${reached} cases, not ${least}, to see whether ${name}`;
    }
  }
  for (const [what, heard] of Object.entries(watched)) {
    if (heard === 0) {
      yield `those who watched have no ${what}`;
    }
  }
}

/** What those who watched heard, in words. */
const describeWatched = ({ connections, changes, notifications }) =>
  `Those who watched connected ${connections} times and heard ${number(
    changes,
  )} signals of work items and ${number(notifications)} of notifications`;

const describeMails = ({ mails, unknownMails }) =>
  `Of ${number(mails)} mails, ${number(
    unknownMails,
  )} were being taken when a replica was killed, and are not sent again`;

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

function describeTimes({ back, seen }) {
  const shown = [...seen].sort((one, other) => one - other);
  return `back after ${back.join(' and ')} ms, then ${
    shown[Math.floor(shown.length / 2)]
  } ms in the middle, ${shown[shown.length - 1]} ms at the longest`;
}

function describeLive({ upToDate, watching, changes, badges }) {
  return `${upToDate} of ${watching} who watched showed the newest; lists: ${describeTimes(
    changes,
  )}; badges: ${describeTimes(badges)}`;
}

/** Prints what was done in a phase, and what was found after it. */
export function printPhase(phase) {
  const { title, skipped, counts, endings, lag, results, seconds } = phase;
  say(`\n${title} (${seconds.toFixed(0)} s)`);
  if (skipped) {
    say(`  SKIPPED: ${skipped}`);
    return;
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
  }
}

/**
 * Prints what came of all phases.
 *
 * @returns whether nothing was violated, and enough was done to say so
 */
export function printSummary(phases, { acts, watched, slowest }) {
  let isRight = totals(phases).every(({ count }) => count === 0);
  const last = phases[phases.length - 1];
  say(`\nacknowledged, of each act: ${describeActs(acts)}`);
  say(
    `${describeWatched(watched)}; the slowest answer took ${number(
      slowest,
    )} ms`,
  );
  say(describeMails(last.found));
  for (const text of shortfalls(phases, { acts, watched })) {
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
  } × ${model.trim()}, ${gigabytes} GB · load average ${loadavg()[2].toFixed(1)}

Made by \`npm run chaos -- --kills ${options.kills} --changes ${
    options.changes
  } --clients ${options.clients} --seed ${
    options.seed
  }\`: two backends on one PostgreSQL, ${
    options.clients
  } people at work through both, and faults meanwhile. They change, delete,
transfer, link, import and ingest; they assign, comment and announce, some of it
in a secret project. Mails go to an SMTP server, and webhooks to two receivers of
which one refuses requests and cuts connections. On each replica a browser's
socket shows a list, and another a badge. What is checked is in
[Operations](../docs/operations.md#fault-tests).

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
  )} times. ${describeWatched(watched)}. ${describeMails(
    last.found,
  )}. The slowest answer took ${number(slowest)} ms.
`;
  writeFileSync(file, prettier.format(text, { parser: 'markdown' }));
}
