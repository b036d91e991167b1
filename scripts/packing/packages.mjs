/** Packs the packages in a copy of the repository. The repository itself stays unchanged. */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { root } from '../lib/paths.mjs';
import { createRepositoryFields, readRepository } from './repositoryFields.mjs';

/** Installed packages, build output, released versions and personal data. */
const EXCLUDED_FOLDERS = new Set([
  '.cache',
  '.git',
  'coverage',
  'dist',
  'dist-types',
  'e2e-test-report',
  'node_modules',
  'releases',
  'var',
]);

/**
 * Files that a package may contain. Packing compiles `config.d.ts` to `config.schema.json`. The
 * names of source files end in `.js` only if the files run without compilation.
 */
const ALLOWED =
  /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|config\.d\.ts|config\.schema\.json|dist\/.*|migrations\/([\w-]+\/)*\w+\.js|workers\/\w+\.js|(bin|src)\/[\w-]+\.js)$/;

/** Files that no package may contain, in any folder. */
const FORBIDDEN = /\.test\.|__testUtils__|__mocks__|setupTests/;

/** Copies the sources of the repository. */
export function copySources(target) {
  cpSync(root, target, {
    recursive: true,
    filter: path =>
      !relative(root, path)
        .split(sep)
        .some(name => EXCLUDED_FOLDERS.has(name)) && !path.startsWith(target),
  });
  // Compiles only the exported files and the modules that they import, so no tests.
  writeFileSync(
    join(target, 'tsconfig.pack.json'),
    JSON.stringify({
      extends: './tsconfig.json',
      include: [...listExportedFiles(target), 'plugins/*/src/**/*.d.ts'],
    }),
  );
}

/** Lists the files that the packages export, as paths in a copy of the repository. */
function listExportedFiles(copy) {
  return listPublishedPackages(copy).flatMap(({ folder, manifest }) =>
    Object.values(manifest.exports ?? { '.': manifest.main })
      .filter(entry => /\.tsx?$/.test(entry))
      .map(entry => relative(copy, join(folder, entry))),
  );
}

function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/** Lists the published packages in the repository or in a copy. */
export function listPublishedPackages(repository) {
  return ['packages', 'plugins']
    .flatMap(parent =>
      readdirSync(join(repository, parent)).map(name =>
        join(repository, parent, name),
      ),
    )
    .filter(folder => existsSync(join(folder, 'package.json')))
    .map(folder => ({ folder, manifest: readManifest(folder) }))
    .filter(({ manifest }) => !manifest.private);
}

/** Adds the repository's address to the manifests of the packages in a copy. */
export function fillRepositories(copy) {
  const repository = readRepository();
  for (const { folder, manifest } of listPublishedPackages(copy)) {
    const directory = relative(copy, folder).split(sep).join('/');
    const fields = createRepositoryFields(repository, directory);
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({ ...manifest, ...fields }, null, 2),
    );
  }
}

function runTar(...args) {
  const { status, stdout, stderr } = spawnSync('tar', args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) {
    throw new Error(stderr);
  }
  return stdout;
}

/** Lists the entry points of a manifest, as paths in the package. */
function getEntryPoints({ main, module, types, exports, bin }) {
  const listPaths = value =>
    typeof value === 'string'
      ? [value]
      : Object.entries(value ?? {})
          // The condition `backstage` names the kind of feature, not a path.
          .filter(([condition]) => condition !== 'backstage')
          .flatMap(([, inner]) => listPaths(inner));
  return [main, module, types, ...listPaths(exports), ...listPaths(bin)]
    .filter(Boolean)
    .map(path => path.replace(/^\.\//, ''));
}

/** Returns the faults of a package's contents, as text. */
function findFaults(source, files, manifest) {
  const has = path => files.includes(path);
  const required = ['LICENSE', 'README.md', ...getEntryPoints(manifest)];
  if (manifest.configSchema) {
    required.push(manifest.configSchema);
  }
  for (const folder of ['migrations', 'workers']) {
    if (existsSync(join(source, folder))) {
      required.push(
        ...readdirSync(join(source, folder), { recursive: true })
          .map(name => `${folder}/${name}`)
          .filter(path => statSync(join(source, path)).isFile()),
      );
    }
  }
  const ranges = Object.entries({
    ...manifest.dependencies,
    ...manifest.peerDependencies,
  });
  return [
    ...required.filter(path => !has(path)).map(path => `lacks ${path}`),
    ...getEntryPoints(manifest)
      .filter(path => path.startsWith('src/'))
      .map(path => `points to source files: ${path}`),
    ...files
      .filter(path => !ALLOWED.test(path) || FORBIDDEN.test(path))
      .map(path => `contains ${path}, which must not be packed`),
    ...ranges
      .filter(([, range]) => range.startsWith('workspace:'))
      .map(([name, range]) => `depends on ${name} ${range}`),
    ...(manifest.configSchema || !existsSync(join(source, 'config.d.ts'))
      ? []
      : ['does not name its configuration schema']),
  ];
}

const readPackedManifest = tarball =>
  JSON.parse(runTar('-xzOf', tarball, 'package/package.json'));

/** Reads the packages that an earlier run packed into a folder. */
export const listPackedPackages = folder =>
  readdirSync(folder).map(name => {
    const file = join(folder, name);
    return { file, manifest: readPackedManifest(file) };
  });

/**
 * Packs one package.
 *
 * @param runYarn runs Yarn in a folder
 * @param target the folder of the tarballs
 * @returns {Promise<{file: string, manifest: object}>} the manifest as packed
 * @throws Error that names the missing or forbidden files of the tarball
 */
export async function packPackage(
  { folder, manifest: { name } },
  runYarn,
  target,
) {
  mkdirSync(target, { recursive: true });
  const file = join(target, `${basename(folder)}.tgz`);
  await runYarn(folder, 'pack', '--out', file);
  const files = runTar('-tzf', file)
    .trim()
    .split('\n')
    .map(path => path.replace(/^package\//, ''));
  const manifest = readPackedManifest(file);
  const faults = findFaults(folder, files, manifest);
  if (faults.length > 0) {
    throw new Error(`${name} as packed:\n  ${faults.join('\n  ')}`);
  }
  return { file, manifest };
}
