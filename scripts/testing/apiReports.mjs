/**
 * The API reports: `report.api.md` in each plugin lists the exports of the package,
 * `report-x.api.md` the exports of its entry point `x`. The reports are generated from the
 * declarations of the type check.
 *
 *   node scripts/testing/apiReports.mjs   rewrites the reports
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../lib/paths.mjs';
import { printDifference } from './printDifference.mjs';
import { writeReport } from './reports/writeReport.mjs';

const plugins = path.join(root, 'plugins');
const declarations = path.join(root, 'dist-types/plugins');

/** Lists the entry points of a plugin that are modules, each with the path of its report. */
function listEntryPoints(plugin) {
  const manifest = JSON.parse(
    fs.readFileSync(path.join(plugins, plugin, 'package.json'), 'utf8'),
  );
  return Object.entries(manifest.exports ?? { '.': manifest.main })
    .filter(([, source]) => /\.tsx?$/.test(source))
    .map(([subpath, source]) => ({
      title: path.posix.join(manifest.name, subpath),
      declaration: path.join(
        declarations,
        plugin,
        source.replace(/\.tsx?$/, '.d.ts'),
      ),
      report: path.join(
        plugin,
        `${['report', ...subpath.split('/').slice(1)].join('-')}.api.md`,
      ),
    }));
}

/**
 * Generates every report.
 *
 * @returns `{ reports, untagged }`: the text of each report by its path below `plugins`, and a line
 *   for each export whose comment has no release tag
 */
function generateReports() {
  const reports = new Map();
  const untagged = [];
  for (const plugin of fs.readdirSync(plugins).sort()) {
    for (const { title, declaration, report } of listEntryPoints(plugin)) {
      const generated = writeReport(declaration, title);
      reports.set(report, generated.text);
      untagged.push(
        ...generated.untagged.map(
          name => `${title} exports ${name} without @public or @internal`,
        ),
      );
    }
  }
  return { reports, untagged };
}

/** Reads the existing reports; returns them by their path below `plugins`. */
function readReports() {
  return new Map(
    fs
      .readdirSync(plugins)
      .flatMap(plugin =>
        fs
          .readdirSync(path.join(plugins, plugin))
          .filter(file => file.endsWith('.api.md'))
          .map(file => path.join(plugin, file)),
      )
      .map(file => [file, fs.readFileSync(path.join(plugins, file), 'utf8')]),
  );
}

/** Writes every report, and removes the reports of deleted entry points. */
function writeReports() {
  const { reports } = generateReports();
  for (const file of readReports().keys()) {
    if (!reports.has(file)) fs.rmSync(path.join(plugins, file));
  }
  for (const [file, text] of reports) {
    fs.writeFileSync(path.join(plugins, file), text);
  }
}

/**
 * Compares the reports with the exports of the packages, and prints the differences.
 *
 * @param context.print - takes the output
 * @returns the exit code
 */
export async function checkApiReports({ print }) {
  const before = readReports();
  const { reports: after, untagged } = generateReports();
  const outdated = [...new Set([...before.keys(), ...after.keys()])].filter(
    file => before.get(file) !== after.get(file),
  );
  for (const file of outdated) {
    await printDifference(before.get(file) ?? '', after.get(file) ?? '', print);
    print(
      `plugins/${file} is out of date. Run "npm run api-reports" and commit the changes.\n`,
    );
  }
  untagged.forEach(line => print(`${line}\n`));
  return outdated.length + untagged.length > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeReports();
}
