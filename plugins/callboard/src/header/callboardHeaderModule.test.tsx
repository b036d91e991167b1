import {
  coreExtensionData,
  createFrontendPlugin,
  PageBlueprint,
  PluginHeaderActionBlueprint,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { everyPageDataRef } from '@callboard/plugin-callboard-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { callboardHeaderModule } from './callboardHeaderModule';

/** Loading the search takes a second the first time. */
const TIMEOUT = 20_000;
jest.setTimeout(2 * TIMEOUT);

const page = (pluginId: string, options: { noHeader?: boolean } = {}) =>
  createFrontendPlugin({
    pluginId,
    extensions: [
      PageBlueprint.make({
        params: {
          path: `/${pluginId}`,
          title: pluginId,
          ...options,
          loader: async () => <p>The page of {pluginId}</p>,
        },
      }),
      PluginHeaderActionBlueprint.make({
        params: { loader: async () => <button>Act on {pluginId}</button> },
      }),
    ],
  });

const bell = PluginHeaderActionBlueprint.makeWithOverrides({
  output: [coreExtensionData.reactElement, everyPageDataRef],
  *factory(originalFactory) {
    yield* originalFactory({ loader: async () => <button>Ring</button> });
    yield everyPageDataRef(true);
  },
});

const name = 'Find work items, projects, people, departments and dashboards';

it('puts the search beside the actions of each page', async () => {
  renderTestApp({
    features: [page('apples'), page('pears'), callboardHeaderModule],
    initialRouteEntries: ['/pears'],
  });
  const button = await screen.findByRole(
    'button',
    { name },
    { timeout: TIMEOUT },
  );
  expect(await screen.findByText('Act on pears')).toBeVisible();
  expect(screen.queryByText('Act on apples')).toBeNull();
  await userEvent.click(button);
  expect(
    await screen.findByRole('combobox', { name }, { timeout: TIMEOUT }),
  ).toHaveFocus();
});

it.each(['with', 'without'])(
  'puts what belongs on every page once on pages %s a header of their own',
  async header => {
    const noHeader = header === 'without';
    const ringing = createFrontendPlugin({
      pluginId: 'ringing',
      extensions: [bell],
    });
    renderTestApp({
      features: [page('pears', { noHeader }), ringing, callboardHeaderModule],
      initialRouteEntries: ['/pears'],
    });
    const ring = await screen.findAllByText('Ring', {}, { timeout: TIMEOUT });
    expect(ring).toHaveLength(1);
    expect(await screen.findByText('The page of pears')).toBeVisible();
  },
);
