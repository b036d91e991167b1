import type { CallboardSignal } from '@callboard/plugin-callboard-common';
import {
  everyPageHeader,
  otherPage,
  renderPage,
} from '@callboard/plugin-callboard-react/testUtils';
import plugin from '..';
import type { FakeTime } from './FakeTime';

const realNow = Date.now;

/** How far the clock is from the Wednesday of the week that tests are about. */
const shift = Date.parse('2026-11-18T10:00:00.000Z') - realNow();

/** Opens a page of a portal with the plugin. It is 18 November 2026. */
export function renderTime(path: string, server: FakeTime) {
  jest.spyOn(Date, 'now').mockImplementation(() => realNow() + shift);
  return renderPage(plugin, path, server, { identity: {} });
}

/** Shows something on the page of an entity, beneath a header as portals have it. */
export function renderEntity(
  server: FakeTime,
  element: JSX.Element,
  path: string = '/entity',
): void {
  renderPage([plugin, everyPageHeader], path, server, { element });
}

/** Opens a page that is not about time, where somebody is signed in. */
export function renderPortal(server: FakeTime) {
  const portal = renderPage(
    [plugin, everyPageHeader, otherPage],
    '/other',
    server,
  );
  const [{ id }] = server.me.workspaces;
  return {
    /** Lets the server say that something has changed. */
    signal: (
      entity_type: Extract<CallboardSignal, { type: 'change' }>['entity_type'],
    ) =>
      portal.signal({
        type: 'change',
        workspace_id: id,
        entity_type,
        entity_id: id,
      }),
  };
}
