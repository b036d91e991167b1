/**
 * The snapshot of the OpenAPI document, `docs/openapi.json`, which shows in a diff how a change
 * affects the API.
 *
 *   node scripts/testing/openApi.mjs           rewrites it
 *   node scripts/testing/openApi.mjs --check   exits with 1 when it is out of date
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../lib/paths.mjs';
import { printDifference } from './printDifference.mjs';

const SNAPSHOT = 'docs/openapi.json';
const WIDTH = 100;
/** For lists of names, which are nested deep in the document. */
const FILLED_WIDTH = 80;

const require = createRequire(import.meta.url);
// The backend is TypeScript, which the CLI's hook can load.
require('@backstage/cli/config/nodeTransform.cjs');

const { getOpenApiDocument } = require(path.join(
  root,
  'plugins/callboard-backend/src/http/openApiDocument.ts',
));

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

const file = path.join(root, SNAPSHOT);
const after = `${stringify(getOpenApiDocument())}\n`;
if (!process.argv.includes('--check')) {
  fs.writeFileSync(file, after);
} else {
  const before = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  if (before !== after) {
    const print = text => process.stdout.write(text);
    await printDifference(before, after, print);
    print(
      `${SNAPSHOT} is out of date. Run "npm run api-reports" and commit the changes.\n`,
    );
    process.exitCode = 1;
  }
}
