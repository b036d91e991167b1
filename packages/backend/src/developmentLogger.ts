import { createConfigSecretEnumerator } from '@backstage/backend-defaults/rootConfig';
import { WinstonLogger } from '@backstage/backend-defaults/rootLogger';
import {
  coreServices,
  createServiceFactory,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { ConfigSchema, loadConfigSchema } from '@backstage/config-loader';
import { JsonObject } from '@backstage/types';
import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';

const root = resolvePackagePath('backend', '../..');
const cacheFolder = path.join(root, 'node_modules/.cache/callboard');

/** A hash of what decides which schemas the configuration has. */
async function hashOfSources(): Promise<string> {
  const own = ['packages', 'plugins'].map(async parent => {
    const names = await fs.readdir(path.join(root, parent));
    return names.map(name => path.join(root, parent, name, 'config.d.ts'));
  });
  const files = (await Promise.all(own)).flat().sort();
  const hash = createHash('sha256');
  for (const file of [path.join(root, 'yarn.lock'), ...files]) {
    hash.update(`\0${file}\0`).update(await fs.readFile(file).catch(() => ''));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Whether a schema says of any value that it is secret. */
const namesSecrets = (schema: JsonObject) =>
  /"(?:deepV|v)isibility":"secret"/.test(JSON.stringify(schema));

/**
 * The schemas that say which values of the configuration are secret.
 *
 * @param folder - where they are kept once they have been found
 * @param collect - finds the schemas of all packages, which takes some six seconds
 */
export async function loadSecretSchema(
  folder: string = cacheFolder,
  collect: () => Promise<ConfigSchema> = () =>
    loadConfigSchema({ dependencies: ['backend'] }),
): Promise<ConfigSchema> {
  const file = path.join(folder, `secrets-${await hashOfSources()}.json`);
  const known = await fs.readFile(file, 'utf8').catch(() => undefined);
  if (known) return loadConfigSchema({ serialized: JSON.parse(known) });
  const { schemas, ...version } = (await collect()).serialize();
  const secret = (schemas as JsonObject[]).filter(namesSecrets);
  const serialized = { ...version, schemas: secret };
  await fs.mkdir(folder, { recursive: true });
  // Another portal may be reading it.
  const draft = `${file}.${process.pid}`;
  await fs.writeFile(draft, JSON.stringify(serialized));
  await fs.rename(draft, file);
  return loadConfigSchema({ serialized });
}

/**
 * The platform's logger without its waiting: it finds the schemas of all packages, compiles them and checks
 * the configuration with them, at each start, to leave secrets out of the log. This one keeps what it found.
 */
export default createServiceFactory({
  service: coreServices.rootLogger,
  deps: { config: coreServices.rootConfig },
  async factory({ config }) {
    const logger = WinstonLogger.create({
      meta: { service: 'backstage' },
      level: config.getOptionalString('backend.logger.level'),
    });
    const secretsOf = await createConfigSecretEnumerator({
      logger,
      schema: await loadSecretSchema(),
    });
    logger.addRedactions(secretsOf(config));
    config.subscribe?.(() => logger.addRedactions(secretsOf(config)));
    return logger;
  },
});
