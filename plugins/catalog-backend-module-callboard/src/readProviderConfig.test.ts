import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { readProviderConfig } from './readProviderConfig';

function read(callboard?: JsonObject, features: JsonObject = {}) {
  const data = {
    catalog: { providers: callboard ? { callboard } : {} },
    callboard: { features },
  };
  return readProviderConfig(mockServices.rootConfig({ data }));
}

describe('readProviderConfig', () => {
  it('returns undefined unless enabled is true', () => {
    expect(read()).toBeUndefined();
    expect(read({ namespace: 'org' })).toBeUndefined();
    expect(read({ enabled: false })).toBeUndefined();
  });

  it('returns undefined while the organisation feature is off', () => {
    expect(read({ enabled: true }, { organisation: false })).toBeUndefined();
  });

  it('returns defaults for omitted options', () => {
    expect(read({ enabled: true })).toEqual({
      schedule: {
        frequency: { minutes: 10 },
        timeout: { minutes: 5 },
        initialDelay: { minutes: 1 },
      },
      namespace: 'default',
      workspaces: undefined,
    });
  });

  it('returns the configured schedule, namespace and workspaces', () => {
    expect(
      read({
        enabled: true,
        schedule: { frequency: 'PT1H', timeout: { minutes: 1 } },
        namespace: 'org',
        workspaces: ['default'],
      }),
    ).toEqual({
      schedule: { frequency: { hours: 1 }, timeout: { minutes: 1 } },
      namespace: 'org',
      workspaces: ['default'],
    });
  });

  it('rejects an invalid namespace', () => {
    expect(() => read({ enabled: true, namespace: 'A b' })).toThrow(
      'catalog.providers.callboard.namespace: A b is not a valid namespace',
    );
  });
});
