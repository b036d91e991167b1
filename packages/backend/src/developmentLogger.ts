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

/** Returns a hash of the files that determine the configuration's schemas. */
async function hashSources(): Promise<string> {
  const schemaFiles = ['packages', 'plugins'].map(async parent => {
    const names = await fs.readdir(path.join(root, parent));
    return names.map(name => path.join(root, parent, name, 'config.d.ts'));
  });
  const files = (await Promise.all(schemaFiles)).flat().sort();
  const hash = createHash('sha256');
  for (const file of [path.join(root, 'yarn.lock'), ...files]) {
    hash.update(`\0${file}\0`).update(await fs.readFile(file).catch(() => ''));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Whether a schema marks any value as secret. */
const hasSecrets = (schema: JsonObject) =>
  /"(?:deepV|v)isibility":"secret"/.test(JSON.stringify(schema));

/**
 * Loads the schemas that mark values of the configuration as secret.
 *
 * @param collect - finds the schemas of all packages, which takes about six seconds
 * @param folder - the cache; if storing fails, the next start collects the schemas again
 */
export async function loadSecretSchema(
  collect: () => Promise<ConfigSchema>,
  folder: string = cacheFolder,
): Promise<ConfigSchema> {
  const file = path.join(folder, `secrets-${await hashSources()}.json`);
  try {
    const stored = JSON.parse(await fs.readFile(file, 'utf8'));
    return await loadConfigSchema({ serialized: stored });
  } catch {
    // Not stored yet, or not readable.
  }
  const { schemas, ...version } = (await collect()).serialize();
  const secret = (schemas as JsonObject[]).filter(hasSecrets);
  const serialized = { ...version, schemas: secret };
  // Renames the file when it is complete: another backend of this checkout may be reading it.
  const temporaryFile = `${file}.${process.pid}`;
  await fs
    .mkdir(folder, { recursive: true })
    .then(() => fs.writeFile(temporaryFile, JSON.stringify(serialized)))
    .then(() => fs.rename(temporaryFile, file))
    .catch(() => {});
  return loadConfigSchema({ serialized });
}

/**
 * Backstage's logger, with a faster start. To omit secrets from the log, Backstage finds and compiles
 * the schemas of all packages at each start. This logger caches the schemas that mark secrets, and
 * compiles only those.
 */
export default createServiceFactory({
  service: coreServices.rootLogger,
  deps: { config: coreServices.rootConfig },
  async factory({ config }) {
    const logger = WinstonLogger.create({
      meta: {
        service: 'backstage',
        ...config.getOptional<JsonObject>('backend.logger.meta'),
      },
      level: config.getOptionalString('backend.logger.level'),
    });
    const collect = () =>
      loadConfigSchema({
        dependencies: ['backend'],
        onSchemaError: error => logger.warn(error.message),
      });
    const enumerateSecrets = await createConfigSecretEnumerator({
      logger,
      schema: await loadSecretSchema(collect),
    });
    const applyConfig = () => {
      logger.addRedactions(enumerateSecrets(config));
      logger.setLevelOverrides(
        config.getOptional('backend.logger.overrides') ?? [],
      );
    };
    applyConfig();
    config.subscribe?.(applyConfig);
    return logger;
  },
});
