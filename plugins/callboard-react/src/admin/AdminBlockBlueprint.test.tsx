import { createExtensionTester } from '@backstage/frontend-test-utils';
import { AdminBlockBlueprint } from './AdminBlockBlueprint';
import { adminBlockDataRef } from './adminBlockDataRef';

describe('AdminBlockBlueprint', () => {
  const block = AdminBlockBlueprint.make({
    name: 'webhooks',
    params: {
      title: 'Webhooks',
      description: 'Send every change to your other systems.',
      icon: <svg />,
      to: '/callboard/webhooks',
    },
  });

  it('hands the block on, last unless an order is given', () => {
    expect(createExtensionTester(block).get(adminBlockDataRef)).toMatchObject({
      title: 'Webhooks',
      to: '/callboard/webhooks',
      order: 1000,
    });
  });

  it('lets a portal change its texts, path and order', () => {
    const config = { title: 'Hooks', to: '/elsewhere', order: 3 };
    expect(
      createExtensionTester(block, { config }).get(adminBlockDataRef),
    ).toMatchObject(config);
  });
});
