import { createMockDirectory } from '@backstage/backend-test-utils';
import { FileDemoService } from '../DemoService';
import { DemoEntityProvider } from './DemoEntityProvider';

describe('DemoEntityProvider', () => {
  const directory = createMockDirectory({
    content: { 'demo.json': '{"people": 9}' },
  });

  it('publishes the company, and again when it changes', async () => {
    const demo = new FileDemoService(directory.path);
    const connection = { applyMutation: jest.fn(), refresh: jest.fn() };
    await new DemoEntityProvider(demo).connect(connection);
    await demo.change({ people: 4, days: 1, empty: false, pending: null });

    const users = connection.applyMutation.mock.calls.map(
      ([{ entities }]) =>
        entities.filter(
          (each: { entity: { kind: string } }) => each.entity.kind === 'User',
        ).length,
    );
    expect(users).toEqual([9, 4]);
  });
});
