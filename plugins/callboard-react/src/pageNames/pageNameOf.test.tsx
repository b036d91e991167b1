import {
  appTreeApiRef,
  PageBlueprint,
  SubPageBlueprint,
  useApi,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { pageNameOf } from './pageNameOf';

const paths = [
  '/',
  '/work',
  '/work/deep/down?item=1',
  '/workers',
  '/settings',
  '/settings/general',
  '/settings/auth/x',
  '/settings/unheard-of',
  '/work/reports',
];

function Names() {
  const { tree } = useApi(appTreeApiRef).getTree();
  return (
    <ul aria-label="names">
      {paths.map(path => (
        <li key={path}>{`${path} ${pageNameOf(tree, path)}`}</li>
      ))}
    </ul>
  );
}

describe('pageNameOf', () => {
  it('is what the portal calls the page at a path', async () => {
    const loader = async () => <Names />;
    renderTestApp({
      extensions: [
        PageBlueprint.make({
          name: 'home',
          params: { path: '/', title: 'Home', loader },
        }),
        PageBlueprint.make({
          name: 'work',
          params: { path: '/work', title: 'My work', loader },
        }),
        PageBlueprint.make({
          name: 'reports',
          params: { path: '/work/reports', title: 'Reports', loader },
        }),
        PageBlueprint.make({
          name: 'settings',
          params: { path: '/settings', title: 'Settings' },
        }),
        ...['general', 'auth'].map(name =>
          SubPageBlueprint.make({
            name,
            attachTo: { id: 'page:test/settings', input: 'pages' },
            params: { path: name, title: `The ${name}`, loader },
          }),
        ),
      ],
    });
    const list = await screen.findByRole('list', { name: 'names' });
    expect([...list.children].map(item => item.textContent)).toEqual([
      '/ Home',
      '/work My work',
      '/work/deep/down?item=1 My work',
      '/workers undefined',
      '/settings Settings',
      '/settings/general The general · Settings',
      '/settings/auth/x The auth · Settings',
      '/settings/unheard-of Settings',
      '/work/reports Reports',
    ]);
  });
});
