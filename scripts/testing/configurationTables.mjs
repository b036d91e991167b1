/** Builds the tables of configuration keys from the schemas (`config.d.ts`) of the packages. */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../lib/paths.mjs';

const require = createRequire(path.join(root, 'packages/backend/package.json'));
const { loadConfigSchema } = require('@backstage/config-loader');
const { ConfigReader } = require('@backstage/config');
const { set } = require('lodash');

const BACKEND = 'callboard-backend';

const plugins = path.join(root, 'plugins');

/** The packages with a schema. A key of several packages is listed once, for the first package. */
const packages = fs
  .readdirSync(plugins)
  .filter(name => fs.existsSync(path.join(plugins, name, 'config.d.ts')))
  .sort((a, b) => Number(b === BACKEND) - Number(a === BACKEND));

/** Recognises the platform's durations and schedules by the parts that their schemas list. */
function findPlatformType({ properties = {} }) {
  if (properties.frequency) return 'schedule';
  return properties.milliseconds ? 'duration' : undefined;
}

const code = text => `\`${text}\``;

function formatType(schema) {
  if (schema.anyOf) return schema.anyOf.map(formatType).join(' or ');
  const values = schema.enum ?? (schema.const && [schema.const]);
  if (values) return values.map(code).join(', ');
  if (schema.type === 'array') {
    const items = formatType(schema.items);
    return `list of ${schema.items.enum ? items : `${items}s`}`;
  }
  return findPlatformType(schema) ?? schema.type;
}

/** Formats a value as it looks in YAML. */
function formatValue(value) {
  if (Array.isArray(value)) {
    return `[${value.map(formatValue).join(', ')}]`;
  }
  if (typeof value === 'object') {
    const fields = Object.entries(value).map(
      ([name, each]) => `${name}: ${formatValue(each)}`,
    );
    return `{ ${fields.join(', ')} }`;
  }
  return String(value);
}

function formatDefault({ schema, isRequired }) {
  if (isRequired) return 'required';
  if (schema.default === undefined) return '';
  return code(formatValue(schema.default));
}

/** Lists the keys below an object. A nested object with a description is itself listed as a key. */
function listKeys(schema, prefix = '') {
  return Object.entries(schema.properties).flatMap(([name, each]) => {
    const key = prefix + name;
    const isRequired = schema.required?.includes(name);
    const entry = { key, schema: each, isRequired };
    const nested = each.items?.properties ? each.items : each;
    if (!nested.properties || findPlatformType(nested)) return [entry];
    const inner = listKeys(nested, `${key}${nested === each ? '.' : '[].'}`);
    return each.description && prefix ? [entry, ...inner] : inner;
  });
}

function formatRow({ key, schema, isRequired }) {
  const secret = (schema.visibility ?? schema.deepVisibility) === 'secret';
  const cells = [
    code(key),
    formatType(schema) + (secret ? ', secret' : ''),
    formatDefault({ schema, isRequired }),
    schema.description ?? '',
  ];
  return `| ${cells.join(' | ').replace(/\n/g, ' ')} |`;
}

/** Whether a key is in the section that contains another key, or in one of its subsections. */
const isInSection = (key, other) =>
  key.startsWith(other.slice(0, other.lastIndexOf('.') + 1));

/**
 * Finds documented defaults that differ from the backend's real defaults: setting a key to its
 * default must not change the configuration that the backend reads.
 */
function findWrongDefaults(keys, readCallboardConfig) {
  const read = entries => {
    const data = { callboard: { mail: { from: 'a@example.com' } } };
    entries.forEach(([key, value]) => set(data, key, value));
    return JSON.stringify(readCallboardConfig(new ConfigReader(data)));
  };
  return keys
    .filter(({ key, schema }) => {
      if (schema.default === undefined) return false;
      // Sets the required keys of the section: an omitted section has no defaults.
      const required = keys
        .filter(each => each.isRequired && isInSection(key, each.key))
        .map(each => [each.key, 'a@example.com']);
      return read(required) !== read([...required, [key, schema.default]]);
    })
    .map(({ key }) => key);
}

/** Loads the keys of each package. */
async function loadKeys() {
  const schema = await loadConfigSchema({
    dependencies: [],
    packagePaths: packages.map(name =>
      path.join(plugins, name, 'package.json'),
    ),
    excludePackageDependencies: true,
  });
  const { schemas } = schema.serialize();
  return packages.map(name =>
    listKeys(
      schemas.find(({ path: file }) =>
        file.endsWith(path.join('plugins', name, 'config.d.ts')),
      ).value,
    ),
  );
}

/**
 * Builds the tables, with a heading for each package.
 *
 * @param readCallboardConfig the backend's function that reads the configuration
 * @throws Error if a documented default of the backend is wrong
 */
export async function buildConfigurationTables(readCallboardConfig) {
  const keysByPackage = await loadKeys();
  const wrong = findWrongDefaults(keysByPackage[0], readCallboardConfig);
  if (wrong.length > 0) {
    throw new Error(
      `plugins/${BACKEND}/config.d.ts has wrong defaults for ${wrong.join(
        ', ',
      )}`,
    );
  }
  const listed = new Set();
  return packages.flatMap((name, index) => {
    const keys = keysByPackage[index].filter(({ key }) => !listed.has(key));
    keys.forEach(({ key }) => listed.add(key));
    return keys.length === 0
      ? []
      : [
          `### ${name}\n`,
          '| key | type | default | description |',
          '| --- | --- | --- | --- |',
          ...keys.map(formatRow),
          '',
        ];
  });
}
