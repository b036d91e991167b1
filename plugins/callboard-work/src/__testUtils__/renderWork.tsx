import type { FrontendFeature } from '@backstage/frontend-plugin-api';
import {
  renderPage,
  type PageOptions,
} from '@callboard/plugin-callboard-react/testUtils';
import plugin from '..';
import type { FakeWork } from './FakeWork';

/** Draws something on the page of an entity, or a page of the plugin. */
export function renderWork(
  server: FakeWork,
  options: PageOptions & {
    path?: string;
    /** What else the portal has. */
    features?: FrontendFeature[];
  } = {},
) {
  const { path = '/entity', features = [], ...others } = options;
  return renderPage([plugin, ...features], path, server, {
    identity: {},
    ...others,
  });
}
