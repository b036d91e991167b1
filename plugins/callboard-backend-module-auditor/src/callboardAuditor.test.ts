import { ConfigReader } from '@backstage/config';
import { readAuditorConfig } from './readAuditorConfig';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
import { auditSourcesExtensionPoint } from '@callboard/plugin-callboard-node';
import { callboardAuditor } from './callboardAuditor';

const read = (auditor?: any) =>
  readAuditorConfig(new ConfigReader({ callboard: { activity: { auditor } } }));

it('returns a default for every key, and undefined without the auditor section', () => {
  expect(read()).toBeUndefined();
  expect(read({})).toEqual({
    plugins: 'all',
    severity: 'medium',
    status: ['succeeded', 'failed'],
  });
});

it.each([
  [{ plugins: 'catalog' }, 'plugins'],
  [{ plugins: [] }, 'plugins'],
  [{ plugins: ['Catalog!'] }, 'plugins'],
  [{ plugins: ['catalog', 'callboard'] }, 'plugins'],
  [{ severity: 'urgent' }, 'severity'],
  [{ status: ['done'] }, 'status.0'],
  [{ status: [] }, 'status'],
  [{ sevrity: 'low' }, 'sevrity'],
  [true, 'callboard.activity.auditor'],
])('rejects %j, naming the invalid key', (auditor, key) => {
  expect(() => read(auditor)).toThrow(/callboard\.activity\.auditor/);
  expect(() => read(auditor)).toThrow(key);
});

/** Starts a portal with its own auditor. */
async function startWithOwnAuditor(callboard: JsonObject) {
  const auditor = mockServices.auditor.mock();
  const logger = mockServices.logger.mock({ child: () => logger });
  let found: unknown;
  const backend = await startTestBackend({
    features: [
      callboardAuditor,
      auditor.factory,
      logger.factory,
      catalogServiceMock.factory(),
      mockServices.rootConfig.factory({ data: { callboard } }),
      createBackendPlugin({
        pluginId: 'callboard',
        register(env) {
          env.registerExtensionPoint(auditSourcesExtensionPoint, {
            addSource() {},
          });
          env.registerInit({
            deps: { heard: coreServices.auditor },
            init: async ({ heard }) => {
              found = heard;
            },
          });
        },
      }),
    ],
  });
  await backend.stop();
  return { keepsItsOwn: found === auditor, warnings: logger.warn.mock.calls };
}

it('keeps the auditor of the portal when the auditor section is missing', async () => {
  expect(await startWithOwnAuditor({})).toEqual({
    keepsItsOwn: true,
    warnings: [],
  });
});

it('logs that the auditor section has no effect when the portal has its own auditor', async () => {
  const { keepsItsOwn, warnings } = await startWithOwnAuditor({
    activity: { auditor: {} },
  });
  expect(keepsItsOwn).toBe(true);
  expect(warnings).toEqual([[expect.stringContaining('has no effect')]]);
});

it('rejects the backend start on an invalid value, naming the key', async () => {
  await expect(
    startWithOwnAuditor({ activity: { auditor: { severity: 'urgent' } } }),
  ).rejects.toThrow('callboard.activity.auditor.severity');
});
