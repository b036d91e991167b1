/**
 * Generates the configuration of oxlint: the rules that each package's `.eslintrc.js` enables, plus
 * the rules in `.oxlintrc.json`. oxlint has most of the rules itself, and runs the other rules from
 * the plugins of ESLint. It takes a tenth of ESLint's time.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../../lib/paths.mjs';
import { run } from '../../lib/run.mjs';

const require = createRequire(import.meta.url);

/** Resolves the ESLint plugins that `@backstage/cli` depends on. */
const requireOfLint = createRequire(
  createRequire(require.resolve('@backstage/cli/package.json')).resolve(
    '@backstage/cli/config/eslint-factory',
  ),
);

const OXLINT = path.join(root, 'node_modules/.bin/oxlint');

/** The names that oxlint gives its built-in plugins. */
const NATIVE_NAMES = {
  '@typescript-eslint': 'typescript',
  'react-hooks': 'react',
};

/** Rules that oxlint has under another name, or that another check makes redundant (undefined). */
const REPLACED = new Map([
  ['no-native-reassign', 'no-global-assign'],
  ['no-negated-in-lhs', 'no-unsafe-negation'],
  ['no-new-object', 'no-object-constructor'],
  // The parser already rejects these.
  ['no-dupe-args', undefined],
  ['no-octal', undefined],
  ['no-octal-escape', undefined],
  // These only help no-unused-vars, which the compiler checks.
  ['react/jsx-uses-react', undefined],
  ['react/jsx-uses-vars', undefined],
  // Prettier writes these brackets.
  ['react/jsx-wrap-multilines', undefined],
]);

/** If both rules are on, `@backstage/no-undeclared-imports` covers this rule. */
const COVERED = 'import/no-extraneous-dependencies';

/**
 * Rules that run from the ESLint plugin, because oxlint's implementation lacks the options used
 * here or rejects tables with the role `grid`.
 */
const NOT_NATIVE = new Set([
  'import/no-restricted-paths',
  'jsx-a11y/no-redundant-roles',
  'jsx-a11y/role-supports-aria-props',
]);

const TEST_FILES = [
  '**/*.test.*',
  '**/*.stories.*',
  '**/__testUtils__/**',
  '**/__mocks__/**',
];

/** Lists the names of the rules that oxlint has itself, in the form `plugin/rule`. */
async function listNativeRules() {
  const { output } = await run(OXLINT, ['--rules', '--format', 'json']);
  return new Set(
    JSON.parse(output).map(
      ({ scope, value }) => `${scope.replace(/_/g, '-')}/${value}`,
    ),
  );
}

/**
 * Returns the name of oxlint's own rule or, if oxlint lacks the rule, its name in ESLint's plugin.
 */
function translateName(rule, nativeRules) {
  const [, plugin, name] = rule.match(/^(?:(.+)\/)?([^/]+)$/);
  if (plugin === '@backstage') return rule;
  const nativeName = `${NATIVE_NAMES[plugin] ?? plugin ?? 'eslint'}/${name}`;
  if (nativeRules.has(nativeName) && !NOT_NATIVE.has(rule)) return nativeName;
  // oxlint treats a rule for JavaScript and its twin for TypeScript as one.
  if (plugin === '@typescript-eslint' && nativeRules.has(`eslint/${name}`)) {
    return `eslint/${name}`;
  }
  return `eslint-${plugin ?? 'core'}/${name}`;
}

const isOff = severity => severity === 'off' || severity === 0;

/** Returns the enabled rules for a file, in the format of oxlint's configuration. */
async function readRules(eslint, file, nativeRules) {
  const { rules } = await eslint.calculateConfigForFile(path.join(root, file));
  const translated = {};
  for (const [rule, value] of Object.entries(rules)) {
    const [severity, ...options] = [value].flat(1);
    if (isOff(severity)) continue;
    if (rule === COVERED && rules['@backstage/no-undeclared-imports']) continue;
    const name = REPLACED.has(rule) ? REPLACED.get(rule) : rule;
    if (!name) continue;
    // A warning fails the check as an error does.
    translated[translateName(name, nativeRules)] = ['error', ...options];
  }
  return translated;
}

/**
 * Returns the rules of `rules` that differ from `base`; turns off the rules that only `base` has.
 */
function subtract(rules, base) {
  const isSame = name =>
    JSON.stringify(rules[name]) === JSON.stringify(base[name]);
  return {
    ...Object.fromEntries(
      Object.keys(base)
        .filter(name => !rules[name])
        .map(name => [name, 'off']),
    ),
    ...Object.fromEntries(
      Object.entries(rules).filter(([name]) => !isSame(name)),
    ),
  };
}

/** Returns the rules that all rule sets have in common. */
function intersect([first, ...otherRuleSets]) {
  return Object.fromEntries(
    Object.entries(first).filter(([name, value]) =>
      otherRuleSets.every(
        rules => JSON.stringify(rules[name]) === JSON.stringify(value),
      ),
    ),
  );
}

const listPackages = () => [
  ...['packages', 'plugins'].flatMap(folder =>
    fs.readdirSync(path.join(root, folder)).map(name => `${folder}/${name}`),
  ),
  'e2e',
];

/** Lists a package's files and folders outside `src`, in which more imports are allowed. */
const listOutside = folder =>
  fs
    .readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter(({ name }) => name !== 'src' && name !== 'node_modules')
    .map(entry => `${folder}/${entry.name}${entry.isDirectory() ? '/**' : ''}`);

/**
 * Creates the configuration of oxlint.
 *
 * @returns an object to write as JSON
 */
export async function createOxlintConfig() {
  const nativeRules = await listNativeRules();
  const { ESLint } = require('eslint');
  const eslint = new ESLint({ cwd: root });
  const read = file => readRules(eslint, file, nativeRules);
  const ownConfig = JSON.parse(
    fs.readFileSync(path.join(root, '.oxlintrc.json'), 'utf8'),
  );
  const packages = await Promise.all(
    listPackages().map(async folder => ({
      folder,
      source: await read(`${folder}/src/x.ts`),
      test: await read(`${folder}/src/x.test.ts`),
    })),
  );
  const scripts = await read('scripts/x.mjs');
  const base = intersect([scripts, ...packages.map(({ source }) => source)]);
  return {
    plugins: ['eslint', 'typescript', 'import', 'react', 'jsx-a11y', 'jest'],
    jsPlugins: [
      {
        name: '@backstage',
        specifier: requireOfLint.resolve('@backstage/eslint-plugin'),
      },
      {
        name: 'eslint-import',
        specifier: requireOfLint.resolve('eslint-plugin-import'),
      },
      {
        name: 'eslint-jsx-a11y',
        specifier: requireOfLint.resolve('eslint-plugin-jsx-a11y'),
      },
      {
        name: 'eslint-react',
        specifier: requireOfLint.resolve('eslint-plugin-react'),
      },
      { name: 'eslint-core', specifier: require.resolve('./eslintCore.cjs') },
    ],
    categories: ownConfig.categories,
    settings: {
      react: { version: require('react/package.json').version },
      'import/resolver': { node: { extensions: ['.ts', '.tsx', '.js'] } },
    },
    ignorePatterns: ['**/.eslintrc.*', '**/dist/**', '**/dist-types/**'],
    rules: { ...base, ...ownConfig.rules },
    overrides: [
      { files: ['scripts/**', 'bench/**'], rules: subtract(scripts, base) },
      ...packages.flatMap(({ folder, source, test }) => [
        { files: [`${folder}/**`], rules: subtract(source, base) },
        {
          files: [
            ...TEST_FILES.map(pattern => `${folder}/${pattern}`),
            `${folder}/src/setupTests.*`,
            ...listOutside(folder),
          ],
          rules: subtract(test, source),
        },
      ]),
    ],
  };
}
