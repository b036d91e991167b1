import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { createConfigSecretEnumerator } from '@backstage/backend-defaults/rootConfig';
import { ConfigSchema, loadConfigSchema } from '@backstage/config-loader';
import { JsonObject } from '@backstage/types';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSecretSchema } from './developmentLogger';

const cache = createMockDirectory();

const logger = mockServices.logger.mock();

async function listSecrets(schema: ConfigSchema | undefined, data: JsonObject) {
  const enumerate = await createConfigSecretEnumerator({ logger, schema });
  return [...enumerate(mockServices.rootConfig({ data }))].sort();
}

describe('loadSecretSchema', () => {
  const createSchema = (visibility: string) => ({
    type: 'object',
    properties: { value: { type: 'string', visibility } },
  });
  const collect = jest.fn(() =>
    loadConfigSchema({
      serialized: {
        backstageConfigSchemaVersion: 1,
        schemas: ['frontend', 'secret', 'backend'].map(visibility => ({
          path: visibility,
          packageName: visibility,
          value: {
            type: 'object',
            properties: { [visibility]: createSchema(visibility) },
          },
        })),
      },
    }),
  );

  beforeEach(() => {
    cache.clear();
    collect.mockClear();
  });

  it('collects the schemas once, and lists only the secret values', async () => {
    const data = { secret: { value: 'hush' }, frontend: { value: 'hello' } };
    for (const _ of ['found', 'kept']) {
      const schema = await loadSecretSchema(collect, cache.path);
      expect(await listSecrets(schema, data)).toEqual(['hush']);
    }
    expect(collect).toHaveBeenCalledTimes(1);
  });

  it('collects the schemas again when they cannot be cached', async () => {
    const file = join(cache.path, 'no-folder');
    writeFileSync(file, '');
    for (const _ of ['found', 'found again']) {
      const schema = await loadSecretSchema(collect, file);
      const data = { secret: { value: 'hush' } };
      expect(await listSecrets(schema, data)).toEqual(['hush']);
    }
    expect(collect).toHaveBeenCalledTimes(2);
  });

  it('lists the same secrets as the default logger of Backstage @full', async () => {
    const data = {
      backend: {
        database: { client: 'pg', connection: { password: 'p1' } },
        auth: { keys: [{ secret: 'p2' }] },
      },
      integrations: { github: [{ host: 'github.com', token: 'p3' }] },
      callboard: { activity: { pseudonymKey: 'p4' } },
    };
    const platform = await listSecrets(undefined, data);
    expect(platform).toEqual(expect.arrayContaining(['p2', 'p3', 'p4']));
    const collectAll = () => loadConfigSchema({ dependencies: ['backend'] });
    const own = await loadSecretSchema(collectAll, cache.path);
    expect(await listSecrets(own, data)).toEqual(platform);
  });
});
