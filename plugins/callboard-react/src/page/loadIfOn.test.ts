import { resolveAsyncFeatures } from '@backstage/frontend-defaults';
import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import { loadIfOn } from './loadIfOn';

describe('loadIfOn', () => {
  it.each([
    ['loads a plugin by default', {}, true],
    ['loads a plugin if another feature is off', { mail: false }, true],
    ['loads no plugin if its feature is off', { time: false }, false],
    [
      'loads no plugin if the feature that its own needs is off',
      { work: false },
      false,
    ],
  ])('%s', async (_, features, isLoaded) => {
    const plugin = createFrontendPlugin({ pluginId: 'time-pages' });
    const resolved = await resolveAsyncFeatures({
      config: mockApis.config({ data: { callboard: { features } } }),
      features: [loadIfOn('time', plugin)],
    });
    expect(resolved.features).toEqual(isLoaded ? [plugin] : []);
  });
});
