/**
 * The static checks of `npm test`: types, API reports, lint, formatting, packages. Two run at a
 * time, the most expensive first, so that both workers end together.
 *
 *   node scripts/testing/staticChecks.mjs lint [file …]     lints the files; by default all files
 *   node scripts/testing/staticChecks.mjs format [file …]   checks the format of the files; by
 *                                                           default of all files
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../lib/paths.mjs';
import { run as runQuietly } from '../lib/run.mjs';
import { checkApiReports } from './apiReports.mjs';
import { checkBenchModules } from './benchModules.mjs';
import { createOxlintConfig } from './lint/oxlintConfig.mjs';
import { checkReadmeLinks } from './readmeLinks.mjs';
import { checkReleasedMigrations } from './releasedMigrations.mjs';
import { run, runTool } from './run.mjs';
import { checkTranslations } from './translations.mjs';
import { checkVocabulary } from './vocabulary.mjs';

const CODE = /\.(?:ts|tsx|mjs|cjs|js|jsx)$/;

/** The maximum number of paths in a command line. */
const FILES_PER_RUN = 1000;

const exists = file => fs.existsSync(path.join(root, file));

/** Wraps a check that either passes or fails. */
const check = command => async context => {
  // Omits deleted files from the changed files.
  const changed = context.changed?.filter(exists);
  const hasPassed = (await command({ ...context, changed })) === 0;
  return { passed: hasPassed ? 1 : 0, failed: hasPassed ? 0 : 1, notes: [] };
};

/** Runs a tool on batches of files until an exit code is not 0; returns the last exit code. */
async function runOver(files, runBatch) {
  for (let start = 0; start < files.length; start += FILES_PER_RUN) {
    const code = await runBatch(files.slice(start, start + FILES_PER_RUN));
    if (code !== 0) return code;
  }
  return 0;
}

/**
 * Lints files with the rules of `.oxlintrc.json` and of the packages' `.eslintrc.js`.
 *
 * @param files - paths below the root; all files by default. Skips files that are not code
 * @param context.print - takes the output of the tool; by default it goes to this terminal
 * @returns the exit code
 */
export async function lint(files, { print } = {}) {
  // The file is in the root, because the patterns in it are relative to its folder.
  const config = path.join(root, `.oxlintrc.${process.pid}.tmp.json`);
  const options = ['--config', config, '--disable-nested-config'];
  const lintBatch = batch =>
    runTool('oxlint', [...options, ...batch], { print });
  try {
    fs.writeFileSync(config, JSON.stringify(await createOxlintConfig()));
    return files
      ? await runOver(
          files.filter(file => CODE.test(file)),
          lintBatch,
        )
      : await lintBatch(['.']);
  } finally {
    fs.rmSync(config, { force: true });
  }
}

/** Returns the paths of all files of the repository, including uncommitted ones. */
async function listFiles() {
  const { output } = await runQuietly(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    { cwd: root },
  );
  return output.split('\0').filter(file => file && exists(file));
}

/** Returns the code files that oxfmt would format differently, so that Prettier must check them. */
async function listFilesForPrettier(files) {
  const filesForPrettier = [];
  const code = await runOver(files, async batch => {
    const result = await runQuietly(
      path.join(root, 'node_modules/.bin/oxfmt'),
      ['--list-different', ...batch],
      { cwd: root },
    );
    const listed = result.output
      .split('\n')
      .filter(line => batch.includes(line));
    filesForPrettier.push(...listed);
    // oxfmt also fails if it cannot read a file; Prettier then reports the reason.
    if (result.code !== 0 && listed.length === 0)
      filesForPrettier.push(...batch);
    return 0;
  });
  return code === 0 ? filesForPrettier : files;
}

/**
 * Checks that Prettier would not change files. oxfmt checks code in a thirtieth of Prettier's time,
 * so Prettier checks only the code files that oxfmt would change, and the files that are not code.
 *
 * @param files - paths below the root; all files by default
 * @param context.print - takes the output of the tools; by default it goes to this terminal
 * @returns the exit code
 */
async function checkFormat(files, { print } = {}) {
  const all = files ?? (await listFiles());
  const filesForPrettier = await listFilesForPrettier(
    all.filter(file => CODE.test(file)),
  );
  const otherFiles = all.filter(file => !CODE.test(file));
  const options = ['--check', '--loglevel', 'warn', '--ignore-unknown'];
  return runOver([...filesForPrettier, ...otherFiles], batch =>
    runTool('prettier', [...options, ...batch], { print }),
  );
}

/**
 * The compiler is written in Go, and Go's garbage collector takes a fifth of the processor time.
 * This setting reduces the collector's time to a quarter, but the compiler then takes 4 GB of
 * memory instead of 3.
 */
const FEWER_COLLECTIONS = { GOGC: process.env.GOGC ?? '400' };

/**
 * Checks the types, and then the API reports, which are generated from the declarations that the
 * type check writes. One type checker takes two thirds of the processor time of two type checkers.
 * A second one is faster only if other checks leave a core free: if only changed files are checked.
 */
async function checkTypesAndReports({ print, changed }) {
  const compiler = path.join(root, 'node_modules/@typescript/native/bin/tsc');
  const options = ['--checkers', changed ? '2' : '1'];
  return (
    (await run(process.execPath, [compiler, ...options], {
      env: FEWER_COLLECTIONS,
      print,
    })) || checkApiReports({ print })
  );
}

export const staticSteps = [
  { name: 'Type check and API reports', run: check(checkTypesAndReports) },
  { name: 'Lint', run: check(context => lint(context.changed, context)) },
  {
    name: 'Formatting',
    run: check(context => checkFormat(context.changed, context)),
  },
  {
    name: 'Documents generated from the contract',
    run: check(({ print }) =>
      run(process.execPath, ['scripts/testing/contractDocs.mjs', '--check'], {
        print,
      }),
    ),
  },
  { name: 'Links in READMEs of packages', run: check(checkReadmeLinks) },
  { name: 'Modules that benchmarks load', run: check(checkBenchModules) },
  { name: 'Released migrations', run: check(checkReleasedMigrations) },
  { name: 'Vocabulary', run: check(checkVocabulary) },
  { name: 'Exported translations', run: check(checkTranslations) },
  {
    name: 'Package metadata',
    run: check(({ print }) =>
      runTool('backstage-cli', ['repo', 'fix', '--publish', '--check'], {
        print,
      }),
    ),
  },
].map(step => ({ group: 'static', isConcurrent: true, ...step }));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const commands = { lint, format: checkFormat };
  const [command, ...files] = process.argv.slice(2);
  process.exitCode = await commands[command](files.length ? files : undefined);
}
