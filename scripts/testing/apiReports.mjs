/** The check that each package's `report.api.md` describes what the package exports. */
import path from 'node:path';
import { root } from '../lib/paths.mjs';
import { run, tail } from '../lib/run.mjs';

/** What API Extractor says of a report that is out of date; names the one it expects. */
const OUT_OF_DATE =
  /^## Processing (\S+)$(?![^]*^## Processing)[^]*Please copy the file "(.+?)"/m;

/**
 * Compares the reports with the declarations that `tsc` has written. API Extractor prints the
 * whole of a report that differs, which can be thousands of lines; this prints the difference.
 *
 * @param context.print - takes what there is to say
 * @returns the exit code
 */
export async function checkApiReports({ print }) {
  const { code, output } = await run(
    'npm',
    ['run', '--silent', 'api-reports:only', '--', '--ci'],
    { cwd: root },
  );
  if (code !== 0) {
    print(`${await explain(output)}\n`);
  }
  return code;
}

async function explain(output) {
  const [, folder, expected] = output.match(OUT_OF_DATE) ?? [];
  if (!expected) {
    return tail(output);
  }
  const report = path.join(folder, path.basename(expected));
  const { output: difference } = await run(
    'git',
    ['diff', '--no-index', '--', report, expected],
    { cwd: root },
  );
  return `${difference}\n${report} is out of date: run "npm run api-reports", and commit what it changes.`;
}
