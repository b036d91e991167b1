import type { FrontendFeature } from '@backstage/frontend-plugin-api';
import {
  renderPage,
  type PageOptions,
} from '@callboard/plugin-callboard-react/testUtils';
import plugin from '../plugin';
import type { FakeWork } from './FakeWork';

/** Renders an element on the page of an entity, or a page of the plugin. */
export function renderWork(
  server: FakeWork,
  options: PageOptions & {
    path?: string;
    /** Additional features of the portal. */
    features?: FrontendFeature[];
  } = {},
) {
  const { path = '/entity', features = [], ...pageOptions } = options;
  return renderPage([plugin, ...features], path, server, {
    identity: {},
    ...pageOptions,
  });
}
