import { createMockDirectory } from '@backstage/backend-test-utils';
import { DEFAULT_DEMO_SETTINGS } from './DemoSettings';
import { FileDemoService } from './DemoService';

describe('FileDemoService', () => {
  const directory = createMockDirectory();
  afterEach(() => directory.clear());

  it.each([
    ['nothing', undefined],
    ['half a file', '{"people": 4'],
    ['nonsense', '{"people": "many"}'],
  ])('takes the usual size for %s', async (_, text) => {
    if (text) {
      directory.setContent({ 'demo.json': text });
    }
    const service = new FileDemoService(directory.path);
    expect(await service.settings()).toEqual(DEFAULT_DEMO_SETTINGS);
    expect((await service.world()).people).toHaveLength(40);
  });

  it('keeps a change, and tells of it', async () => {
    const service = new FileDemoService(directory.resolve('new/folder'));
    const sizes: number[] = [];
    service.onChange(async world => {
      sizes.push(world.people.length);
    });
    const settings = { people: 7, days: 2, empty: true, pending: 'a-reset' };
    await service.change(settings);
    expect(sizes).toEqual([7]);
    const again = new FileDemoService(directory.resolve('new/folder'));
    expect(await again.settings()).toEqual(settings);
  });
});
