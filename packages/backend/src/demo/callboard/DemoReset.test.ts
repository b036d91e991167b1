import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { FileDemoService } from '../DemoService';
import { DemoReset } from './DemoReset';
import { DemoSeeder } from './DemoSeeder';

const settings = { people: 5, days: 3, empty: false };

describe('DemoReset', () => {
  const directory = createMockDirectory();
  afterEach(() => directory.clear());

  /** A portal's, of which a reset ends as it is told. */
  function start(end: () => Promise<void>) {
    const demo = new FileDemoService(directory.path);
    const ids: Array<string | undefined> = [];
    const reset = new DemoReset({
      demo,
      seeder: new DemoSeeder(demo),
      handle: {
        reset: async ({ id } = {}) => {
          ids.push(id);
          await end();
        },
      },
      logger: mockServices.logger.mock(),
    });
    return { ids, reset };
  }

  const fail = async () => {
    throw new Error('cut short');
  };

  async function untilEnded(reset: DemoReset) {
    while (reset.status().state === 'running') {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    return reset.status();
  }

  it('does not begin again by itself what failed', async () => {
    const { ids, reset } = start(fail);
    reset.begin(settings);
    expect(await untilEnded(reset)).toMatchObject({
      state: 'failed',
      error: 'Error: cut short',
    });
    const next = start(fail);
    await next.reset.catchUp();
    expect(ids).toHaveLength(1);
    expect(next.ids).toEqual([]);
  });

  it('goes on under the same id when its process died, and under another when it is asked for again', async () => {
    const dying = start(() => new Promise(() => {}));
    dying.reset.begin(settings);
    while (dying.ids.length === 0) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    const next = start(async () => {});
    await next.reset.catchUp();
    expect(next.ids).toEqual(dying.ids);
    next.reset.begin(settings);
    await untilEnded(next.reset);
    expect(new Set(next.ids).size).toBe(2);
  });
});
