/** What came of it, on the terminal and for the record. */
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import { say } from '../lib/say.mjs';

const file = fileURLToPath(new URL('../../bench/CHAOS.md', import.meta.url));

const number = value => value.toLocaleString('en');

function describeEndings(endings) {
  return endings
    .sort(([, a], [, b]) => b - a)
    .map(([ending, count]) => `${ending} × ${number(count)}`)
    .join(', ');
}

/**
 * Prints what was done and what was found.
 *
 * @returns whether nothing was violated
 */
export function printSummary(phases) {
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
    phase.notes.forEach(note => say(`  ${note}`));
    for (const { name, count, shown } of results) {
      say(`  ${count === 0 ? '✓' : '✗'} ${name}${count ? `: ${count}` : ''}`);
      shown.forEach(text => say(`      ${text}`));
      isRight &&= count === 0;
    }
  }
  const last = phases[phases.length - 1];
  say(
    `\n${isRight ? 'Nothing was violated' : 'VIOLATED'}: ${number(
      last.found.changes,
    )} changes handed on`,
  );
  return isRight;
}

/** Writes the run down beside the benchmarks. */
export async function writeRecord(phases, options, knex) {
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
  .flatMap(({ title, notes }) => notes.map(note => `- ${title}: ${note}.`))
  .join('\n')}

The relay's times are from a change's commit to its being marked as handed on
inside the database, through all faults: while PostgreSQL is away, nothing is.

What was looked at after each fault, over all that was done so far:

| | violations |
|---|---:|
${last.results
  .map(({ name }) => {
    const count = ran.reduce(
      (sum, { results }) =>
        sum + results.find(result => result.name === name).count,
      0,
    );
    return `| ${name} | ${count} |`;
  })
  .join('\n')}

In all ${number(
    last.found.changes,
  )} changes were handed on; outside the database ${number(
    last.found.repeated,
  )} of them were told more than once. A schedule of one second ran ${number(
    last.found.ticks,
  )} times.
`;
  writeFileSync(file, prettier.format(text, { parser: 'markdown' }));
}
