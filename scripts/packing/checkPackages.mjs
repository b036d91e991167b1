/** Checks that the tools of users can load the code and the types of packed packages. */
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { run, tail } from '../lib/run.mjs';

const script = join(root, 'scripts/package-checks/run.mjs');

/**
 * Findings that follow from how the platform's CLI builds packages. Backstage's own packages have
 * the same findings.
 */
const CONVENTIONS = {
  publint: [
    // Frontend packages are ES modules for bundlers, in `.esm.js` files and without `type`.
    'FILE_INVALID_FORMAT',
    'USE_TYPE',
    // The condition `types` comes after `import` and `require`. Compilers find the types
    // nevertheless.
    'EXPORTS_TYPES_SHOULD_BE_FIRST',
    'TYPES_NOT_EXPORTED',
    // The condition `backstage` names the kind of feature, not a file.
    'EXPORTS_VALUE_INVALID',
    // `backend.add(import('…'))` expects a default export.
    'CJS_WITH_ESMODULE_DEFAULT_EXPORT',
    // The portal's package.json names the versions of Node.js.
    'USE_ENGINES_NODE',
  ],
  attw: [
    'UnexpectedModuleSyntax',
    'FallbackCondition',
    'CJSOnlyExportsDefault',
  ],
};

/**
 * Checks packed packages with the tools "publint" and "Are the types wrong?".
 *
 * @param packed the results of `packPackage`
 * @throws Error that lists the findings other than the platform's conventions
 */
export async function checkPackages(packed) {
  const files = packed.map(({ file }) => file);
  const { code, output } = await run(process.execPath, [script, ...files]);
  if (code !== 0) {
    throw new Error(tail(output));
  }
  const findings = JSON.parse(output).filter(
    ({ tool, kind }) => !CONVENTIONS[tool].includes(kind),
  );
  if (findings.length > 0) {
    const lines = findings.map(({ tool, kind, detail, ...where }) =>
      [where.package, tool, kind, detail].join('  '),
    );
    throw new Error(lines.join('\n'));
  }
}
