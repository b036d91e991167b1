/**
 * Installs the generators of clients. Validates the OpenAPI document of a running Callboard,
 * generates a client with each generator, and compiles and runs a program that uses the client.
 *
 *   CALLBOARD_URL=http://localhost:7007/api/callboard CALLBOARD_TOKEN='Bearer …' node run.mjs
 *
 * Prints the results of the programs as JSON. The token must belong to a super admin, and the
 * workspace `default` must have a project.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, tail } from '../lib/run.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const DOCUMENT = 'generated/openapi.json';
const programs = ['openapiTypescript', 'orval', 'heyApi', 'oazapfts'];

async function runCommand(command, ...args) {
  const { code, output } = await run(command, args, { cwd: folder });
  if (code !== 0) {
    throw new Error(`${command} ${args.join(' ')}:\n${tail(output)}`);
  }
  return output;
}

/** Runs a command of an installed package. */
const runTool = (name, ...args) =>
  runCommand(join('node_modules', '.bin', name), ...args);

async function downloadDocument() {
  const response = await fetch(`${process.env.CALLBOARD_URL}/openapi.json`);
  rmSync(join(folder, 'generated'), { recursive: true, force: true });
  mkdirSync(join(folder, 'generated'));
  writeFileSync(join(folder, DOCUMENT), await response.text());
}

async function runProgram(name) {
  const bundle = `generated/${name}.mjs`;
  const options = ['--bundle', '--platform=node', '--format=esm'];
  await runTool(
    'esbuild',
    `programs/${name}.ts`,
    ...options,
    `--outfile=${bundle}`,
  );
  return [name, JSON.parse(await runCommand(process.execPath, bundle))];
}

await runCommand('npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund');
await downloadDocument();
await runCommand(process.execPath, 'validate.mjs', DOCUMENT);
await runTool('redocly', 'lint', DOCUMENT);
await runTool('spectral', 'lint', '--ruleset', 'spectral.yaml', DOCUMENT);
await runTool(
  'openapi-typescript',
  DOCUMENT,
  '-o',
  'generated/openapiTypescript.ts',
);
await runTool('orval', '--config', 'orval.config.cjs');
await runTool('openapi-ts', '-i', `./${DOCUMENT}`, '-o', 'generated/heyApi');
await runTool('oazapfts', DOCUMENT, 'generated/oazapfts.ts');
await runTool('tsc', '--noEmit');
const results = [];
for (const name of programs) results.push(await runProgram(name));
process.stdout.write(JSON.stringify(Object.fromEntries(results)));
