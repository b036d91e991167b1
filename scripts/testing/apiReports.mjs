/** The check that each package's API reports describe what the package exports. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../lib/paths.mjs';
import { run, tail } from '../lib/run.mjs';

const plugins = path.join(root, 'plugins');

/** More would not be read. */
const LINES_OF_DIFFERENCE = 100;

/** Texts or numbers of which one is meant. */
const UNION = /(?:'[^']*'|\d+)(?: \| (?:'[^']*'|\d+))+/g;

const sorted = union => union.split(' | ').sort().join(' | ');

/** The text of every report, by its path below `plugins`. */
function readReports() {
  return new Map(
    fs
      .readdirSync(plugins)
      .flatMap(name =>
        fs
          .readdirSync(path.join(plugins, name))
          .filter(file => file.endsWith('.api.md'))
          .map(file => path.join(name, file)),
      )
      .map(file => [file, fs.readFileSync(path.join(plugins, file), 'utf8')]),
  );
}

/**
 * What a report says, in whatever order: TypeScript lists the members of a union as it came across
 * them anywhere in the repository, so that a change elsewhere puts them in another order.
 */
function essenceOf(report = '') {
  return report
    .split('\n')
    .map(line => line.replace(/^[\s|]+|[\s;]+$/g, ''))
    .map(line => line.replace(UNION, sorted))
    .sort()
    .join('\n');
}

/**
 * Writes the reports anew from the declarations that `tsc` has written, compares them with those
 * there were, and puts these back.
 *
 * @param context.print - takes what there is to say
 * @returns the exit code
 */
export async function checkApiReports({ print }) {
  const before = readReports();
  try {
    const { code, output } = await run(
      'npm',
      ['run', '--silent', 'api-reports:only'],
      { cwd: root },
    );
    if (code !== 0) {
      print(`${tail(output)}\n`);
      return code;
    }
    const after = readReports();
    const outdated = [...new Set([...before.keys(), ...after.keys()])].filter(
      file => essenceOf(before.get(file)) !== essenceOf(after.get(file)),
    );
    for (const file of outdated) {
      print(
        await difference(
          essenceOf(before.get(file)),
          essenceOf(after.get(file)),
        ),
      );
      print(
        `plugins/${file} is out of date: run "npm run api-reports", and commit what it changes.\n`,
      );
    }
    return outdated.length > 0 ? 1 : 0;
  } finally {
    for (const [file, text] of before) {
      fs.writeFileSync(path.join(plugins, file), text);
    }
  }
}

async function difference(before, after) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'callboard-api-'));
  try {
    fs.writeFileSync(path.join(folder, 'before'), before);
    fs.writeFileSync(path.join(folder, 'after'), after);
    const { output } = await run(
      'git',
      ['diff', '--no-index', '--unified=0', '--', 'before', 'after'],
      { cwd: folder },
    );
    return `${output.split('\n').slice(0, LINES_OF_DIFFERENCE).join('\n')}\n`;
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
