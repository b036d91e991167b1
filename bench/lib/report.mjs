import { cpus } from 'node:os';
import { collect } from './collect.mjs';
import { openPostgres, openSqlite } from './engines.mjs';
import { writePage } from './writePage.mjs';

/**
 * Runs the cases on each engine and writes what they measured beside them.
 *
 * @param options.title - of the report
 * @param options.intro - how it was made, or what says so in the end
 * @param options.engines - their names, by commas; all of them by default
 * @param options.casesOf - yields the lines of a table, for an engine
 * @param options.from - since when there is activity; from now on by default
 * @param options.vacuums - whether PostgreSQL clears away what is gone
 * @param options.server - its folder and its settings
 * @param options.appendix - gives what comes after the tables
 * @param options.file - a URL; without one nothing is written
 */
export async function report({
  title,
  intro,
  engines,
  casesOf,
  from,
  vacuums,
  server,
  appendix,
  file,
}) {
  const known = { postgres: openPostgres, sqlite: openSqlite };
  const sections = [];
  for (const name of engines?.split(',') ?? Object.keys(known)) {
    const engine = await known[name]({ from, vacuums, ...server });
    try {
      const lines = [];
      for await (const found of casesOf(engine)) {
        process.stdout.write(`${found}\n`);
        lines.push(found);
      }
      sections.push([engine.name, lines]);
    } finally {
      await engine.stop();
    }
  }
  if (file) {
    await writeReport({
      ...{ title, sections, file },
      intro: typeof intro === 'function' ? intro() : intro,
      appendix: appendix?.(),
    });
  }
}

/**
 * Writes tables of what was measured, with the day and the machine, and the
 * table of all figures anew.
 *
 * @param options.sections - titles, each with the lines of its table
 * @param options.appendix - what comes after them
 */
export async function writeReport({
  title,
  intro,
  sections,
  appendix = '',
  file,
}) {
  const machine = `${cpus().length} × ${cpus()[0].model.trim()}`;
  const parts = sections.map(([name, lines]) =>
    [
      `## ${name}`,
      '',
      '| what | measured | bound | |',
      '|---|---:|---:|---|',
      ...lines,
    ].join('\n'),
  );
  const text = `# ${title}

${new Date().toISOString().slice(0, 10)} · Node ${process.version} · ${machine}

${intro}

${parts.join('\n\n')}
${appendix}`;
  await writePage(file, text);
  await collect();
}
