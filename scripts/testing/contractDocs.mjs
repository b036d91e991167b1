/**
 * The documents that are generated from the contract and the schemas of the configuration: the
 * snapshot of the OpenAPI document, which shows in a diff how a change affects the API, and the
 * lists of permissions and of configuration keys.
 *
 *   node scripts/testing/contractDocs.mjs           rewrites the documents
 *   node scripts/testing/contractDocs.mjs --check   exits with 1 when a document is out of date
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import prettier from 'prettier';
import { root } from '../lib/paths.mjs';
import { buildConfigurationTables } from './configurationTables.mjs';
import { printDifference } from './printDifference.mjs';

const OPEN_API = 'docs/openapi.json';
const PERMISSIONS = 'docs/permissions.md';
/** The list of permissions follows this heading. */
const PERMISSIONS_HEADING = '## All permissions\n';
const CONFIGURATION = 'docs/configuration.md';
/** The tables of keys follow this heading. */
const CONFIGURATION_HEADING = '## All keys\n';

const WIDTH = 100;
/** The width of lists of names, which are deeply nested in the document. */
const FILLED_WIDTH = 80;

const require = createRequire(import.meta.url);
// Registers the CLI's hook, which can load the TypeScript of the backend.
require('@backstage/cli/config/nodeTransform.cjs');

const requireSource = file => require(path.join(root, 'plugins', file));
const { getOpenApiDocument } = requireSource(
  'callboard-backend/src/http/openApiDocument.ts',
);
const { readCallboardConfig } = requireSource(
  'callboard-backend/src/kernel/config.ts',
);
const {
  allEndpoints,
  callboardPermissions,
  RESOURCE_TYPE_PROJECT,
  RESOURCE_TYPE_WORKSPACE,
} = requireSource('callboard-common/src/index.ts');

/** Puts items on as few lines as possible. */
function fillLines(items) {
  const lines = [''];
  for (const item of items) {
    const line = lines.at(-1);
    if (line && line.length + item.length > FILLED_WIDTH) lines.push(item);
    else lines[lines.length - 1] = line ? `${line}, ${item}` : item;
  }
  return lines;
}

/** Returns JSON with sorted keys. Each object or list that fits on one line is on one line. */
function stringify(value, indent = '', prefix = '') {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const isArray = Array.isArray(value);
  const deeper = `${indent}  `;
  const items = isArray
    ? value.map(each => stringify(each, deeper))
    : Object.keys(value)
        .sort()
        .map(name => {
          const key = `${JSON.stringify(name)}: `;
          return key + stringify(value[name], deeper, key);
        });
  const line = isArray ? `[${items.join(', ')}]` : `{ ${items.join(', ')} }`;
  if (items.length === 0) return isArray ? '[]' : '{}';
  if (
    !line.includes('\n') &&
    indent.length + prefix.length + line.length <= WIDTH
  ) {
    return line;
  }
  const isFilled = isArray && value.every(each => typeof each !== 'object');
  const lines = isFilled ? fillLines(items) : items;
  const [open, close] = isArray ? '[]' : '{}';
  return `${open}\n${deeper}${lines.join(`,\n${deeper}`)}\n${indent}${close}`;
}

const scopes = {
  [RESOURCE_TYPE_PROJECT]: 'project, workspace',
  [RESOURCE_TYPE_WORKSPACE]: 'workspace',
};

/** Returns the page of permissions with a new list of permissions and of their operations. */
function buildPermissionsPage(page) {
  const [intro] = page.split(PERMISSIONS_HEADING);
  const listOperations = ({ name }) =>
    Object.entries(allEndpoints)
      .filter(([, { permission }]) => permission?.name === name)
      .map(([id]) => `\`${id}\``);
  const rows = callboardPermissions
    .map(permission => ({
      ...permission,
      operations: listOperations(permission),
    }))
    .filter(({ operations }) => operations.length > 0)
    .map(
      ({ name, resourceType, operations }) =>
        `| \`${name}\` | ${scopes[resourceType] ?? ''} | ${operations.join(
          ', ',
        )} |`,
    );
  const list = [
    '| permission | conditions on | operations |',
    '| --- | --- | --- |',
    ...rows,
  ];
  return formatPage([intro + PERMISSIONS_HEADING, ...list]);
}

/** Returns the page of the configuration with new tables of keys. */
async function buildConfigurationPage(page) {
  const [intro] = page.split(CONFIGURATION_HEADING);
  const tables = await buildConfigurationTables(readCallboardConfig);
  return formatPage([intro + CONFIGURATION_HEADING, ...tables]);
}

async function formatPage(lines) {
  const options = await prettier.resolveConfig(path.join(root, 'docs'));
  return prettier.format(`${lines.join('\n')}\n`, {
    ...options,
    parser: 'markdown',
  });
}

const read = file => fs.readFileSync(path.join(root, file), 'utf8');
const documents = {
  [OPEN_API]: `${stringify(getOpenApiDocument())}\n`,
  [PERMISSIONS]: await buildPermissionsPage(read(PERMISSIONS)),
  [CONFIGURATION]: await buildConfigurationPage(read(CONFIGURATION)),
};
const print = text => process.stdout.write(text);
for (const [file, after] of Object.entries(documents)) {
  const before = read(file);
  if (!process.argv.includes('--check')) {
    fs.writeFileSync(path.join(root, file), after);
  } else if (before !== after) {
    await printDifference(before, after, print);
    print(
      `${file} is out of date. Run "npm run api-reports" and commit the changes.\n`,
    );
    process.exitCode = 1;
  }
}
