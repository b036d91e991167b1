import {
  coreExtensionData,
  createExtension,
  createFrontendPlugin,
  type FrontendFeature,
} from '@backstage/frontend-plugin-api';
import {
  CallboardProvider,
  EntityLink,
} from '@callboard/plugin-callboard-react';
import { renderPage } from '@callboard/plugin-callboard-react/testUtils';
import { screen } from '@testing-library/react';
import { FakeTime } from '../__testUtils__/FakeTime';
import callboardTimePlugin from '../plugin';
import { WorkItemLinks } from './WorkItemLinks';

const ID = '01920000-0000-7000-8000-000000000001';
const URL = `/catalog/default/component/payments-api/work?item=${ID}`;

/** The plugin with the tab of work items. */
const workPlugin = createFrontendPlugin({
  pluginId: 'callboard-work',
  extensions: [
    createExtension({
      kind: 'entity-content',
      attachTo: { id: 'app/root', input: 'elements' },
      output: [coreExtensionData.reactElement],
      factory: () => [coreExtensionData.reactElement(<div />)],
    }),
  ],
});

function renderLink(...plugins: FrontendFeature[]) {
  const server = new FakeTime();
  server.answer({
    listResources: () => ({
      items: [
        {
          type: 'work_item',
          id: ID,
          title: 'Checkout',
          workspace_slug: 'default',
          url: URL,
        },
      ],
      deleted: [],
    }),
  });
  renderPage([callboardTimePlugin, ...plugins], '/entity', server, {
    element: (
      <CallboardProvider>
        <WorkItemLinks ids={[ID]}>
          <EntityLink type="work_item" id={ID} label="Checkout" />
        </WorkItemLinks>
      </CallboardProvider>
    ),
  });
  return server;
}

describe('WorkItemLinks', () => {
  it('links to work items', async () => {
    renderLink(workPlugin);
    expect(
      await screen.findByRole('link', { name: 'Checkout' }),
    ).toHaveAttribute('href', URL);
  });

  it('shows plain text in a portal without pages of work items', async () => {
    const server = renderLink();
    expect(await screen.findByText('Checkout')).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Checkout' })).toBeNull();
    expect(server.sent('GET', '/resources')).toEqual([]);
  });
});
