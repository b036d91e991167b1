import {
  renderPage,
  type PageOptions,
} from '@callboard/plugin-callboard-react/testUtils';
import plugin from '../plugin';
import type { FakeDashboards } from './FakeDashboards';

const realNow = Date.now;

/** The offset from the real time to the time of the tests, a Saturday. */
const clockOffset = Date.parse('2026-11-21T10:00:00.000Z') - realNow();

/**
 * Opens a page of a portal with the plugin, against a fake server. The current date is
 * 21 November 2026.
 *
 * @param element - the content of the page `/entity`
 */
export function renderDashboards(
  path: string,
  server: FakeDashboards,
  element?: JSX.Element,
  options: PageOptions = {},
) {
  jest.spyOn(Date, 'now').mockImplementation(() => realNow() + clockOffset);
  return renderPage(plugin, path, server, {
    element,
    identity: {},
    ...options,
  });
}
