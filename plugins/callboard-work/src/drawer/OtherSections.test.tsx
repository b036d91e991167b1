import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { WorkItemSectionBlueprint } from '@callboard/plugin-callboard-react';
import { screen } from '@testing-library/react';
import { FakeWork } from '../__testUtils__/FakeWork';
import { renderWork } from '../__testUtils__/renderWork';
import { EntityWorkContent } from '../entity/EntityWorkContent';

const section = (name: string, order: number, text: string) =>
  WorkItemSectionBlueprint.make({
    name,
    params: {
      order,
      loader:
        async () =>
        ({ item, project }) =>
          (
            <p>
              {text} of {item.identifier} in {project.name}
            </p>
          ),
    },
  });

const broken = WorkItemSectionBlueprint.make({
  name: 'broken',
  params: {
    loader: async () => () => {
      throw new Error('It broke');
    },
  },
});

const others = createFrontendModule({
  pluginId: 'callboard-work',
  extensions: [
    section('b', 2, 'Tests'),
    section('a', 1, 'Deployments'),
    broken,
  ],
});

describe('sections of other plugins in the details of an item', () => {
  it('are drawn in their order, and one that breaks leaves the others whole', async () => {
    jest.spyOn(console, 'error').mockImplementation();
    const server = new FakeWork();
    const item = server.add({ title: 'Fix rounding' });
    renderWork(server, {
      element: <EntityWorkContent />,
      path: `/entity?item=${item.id}`,
      features: [others],
    });
    const drawn = await screen.findAllByText(/ of PAY-1 in payments-api$/);
    expect(drawn.map(({ textContent }) => textContent)).toEqual([
      'Deployments of PAY-1 in payments-api',
      'Tests of PAY-1 in payments-api',
    ]);
  });
});
