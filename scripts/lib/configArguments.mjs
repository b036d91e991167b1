/** The arguments of the backend that name its configuration. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from './paths.mjs';

const base = join(root, 'app-config.yaml');
const local = join(root, 'app-config.local.yaml');

const isUrl = name => /^https?:/.test(name);

/**
 * Layers the files of `--config` on the repository's own configuration: `app-config.yaml`, and
 * `app-config.local.yaml` if it exists. If `--config` names `app-config.yaml` itself, adds no
 * files, as in Backstage.
 *
 * @param args the arguments of the script
 * @returns the arguments of the backend. Paths are absolute, because the backend runs in its own
 *   folder
 */
export function layerConfigArguments(args) {
  const files = [];
  const otherArgs = [];
  for (let index = 0; index < args.length; index += 1) {
    const [name, value] = args[index].split(/=(.*)/s);
    if (name === '--config' && (value ?? args[index + 1])) {
      const file = value ?? args[(index += 1)];
      files.push(isUrl(file) ? file : resolve(file));
    } else {
      otherArgs.push(args[index]);
    }
  }
  const isComplete = files.length === 0 || files.includes(base);
  const baseFiles = isComplete ? [] : [base, local].filter(existsSync);
  return [...baseFiles, ...files]
    .flatMap(file => ['--config', file])
    .concat(otherArgs);
}
