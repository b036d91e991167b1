/**
 * Installs the tools "publint" and "Are the types wrong?", and checks packed packages with them.
 * Prints the findings as JSON: `[{ package, tool, kind, detail }]`.
 *
 *   node run.mjs FILE.tgz …
 */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, tail } from '../lib/run.mjs';

async function install() {
  const { code, output } = await run(
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund'],
    { cwd: dirname(fileURLToPath(import.meta.url)) },
  );
  if (code !== 0) {
    throw new Error(`npm ci:\n${tail(output)}`);
  }
}

await install();
const { checkPackage, createPackageFromTarballData } = await import(
  '@arethetypeswrong/core'
);
const { publint } = await import('publint');
const { formatMessage } = await import('publint/utils');

async function runPublint(content) {
  const { messages, pkg } = await publint({
    pack: { tarball: content.buffer },
    strict: true,
  });
  return messages.map(message => ({
    package: pkg.name,
    tool: 'publint',
    kind: message.code,
    detail: formatMessage(message, pkg, { color: false }),
  }));
}

/** The entry point `./package.json` has no types. */
const isTyped = ({ entrypoint }) => entrypoint !== './package.json';

async function checkTypes(content) {
  const { packageName, problems = [] } = await checkPackage(
    createPackageFromTarballData(content),
  );
  return problems.filter(isTyped).map(({ kind, ...where }) => ({
    package: packageName,
    tool: 'attw',
    kind,
    detail: JSON.stringify(where),
  }));
}

const findings = [];
for (const file of process.argv.slice(2)) {
  // Copies the content, because Node.js reads small files into a part of a shared buffer.
  const content = new Uint8Array(readFileSync(file));
  findings.push(...(await runPublint(content)), ...(await checkTypes(content)));
}
process.stdout.write(JSON.stringify(findings));
