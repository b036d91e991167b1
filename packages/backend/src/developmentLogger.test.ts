import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { createConfigSecretEnumerator } from '@backstage/backend-defaults/rootConfig';
import { ConfigSchema, loadConfigSchema } from '@backstage/config-loader';
import { loadSecretSchema } from './developmentLogger';

const cache = createMockDirectory();

const logger = mockServices.logger.mock();

async function secretsOf(schema: ConfigSchema | undefined, data: any) {
  const enumerate = await createConfigSecretEnumerator({ logger, schema });
  return [...enumerate(mockServices.rootConfig({ data }))].sort();
}

describe('the schemas of secrets', () => {
  beforeEach(() => {
    cache.clear();
  });

  const valueOf = (visibility: string) => ({
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
            properties: { [visibility]: valueOf(visibility) },
          },
        })),
      },
    }),
  );

  it('are found once, and name what is secret', async () => {
    const data = { secret: { value: 'hush' }, frontend: { value: 'hello' } };
    for (const _ of ['found', 'kept']) {
      const schema = await loadSecretSchema(cache.path, collect);
      expect(await secretsOf(schema, data)).toEqual(['hush']);
    }
    expect(collect).toHaveBeenCalledTimes(1);
  });

  it("name what the platform's logger leaves out @full", async () => {
    const data = {
      backend: {
        database: { client: 'pg', connection: { password: 'p1' } },
        auth: { keys: [{ secret: 'p2' }] },
      },
      integrations: { github: [{ host: 'github.com', token: 'p3' }] },
      callboard: { activity: { pseudonymKey: 'p4' } },
    };
    const platform = await secretsOf(undefined, data);
    expect(platform).toEqual(expect.arrayContaining(['p2', 'p3', 'p4']));
    expect(await secretsOf(await loadSecretSchema(cache.path), data)).toEqual(
      platform,
    );
  });
});
