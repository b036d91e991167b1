import type { CallboardSignal } from '@callboard/plugin-callboard-common';
import {
  everyPageHeader,
  otherPage,
  renderPage,
  type PageOptions,
} from '@callboard/plugin-callboard-react/testUtils';
import { act } from '@testing-library/react';
import plugin from '../plugin';
import type { FakeTime } from './FakeTime';

const realNow = Date.now;

/** The offset from the real time to the Wednesday of the test week. */
const clockShift = Date.parse('2026-11-18T10:00:00.000Z') - realNow();

/** Opens a page of a portal with the plugin. The current date is 18 November 2026. */
export function renderTime(
  path: string,
  server: FakeTime,
  options: PageOptions = {},
) {
  jest.spyOn(Date, 'now').mockImplementation(() => realNow() + clockShift);
  return renderPage(plugin, path, server, { identity: {}, ...options });
}

/**
 * Returns a function that moves the clock to an instant and updates the current date of components
 * rendered after this call.
 */
export function mockClock(): (instant: string) => void {
  const intervals = jest.spyOn(window, 'setInterval');
  return instant => {
    jest.spyOn(Date, 'now').mockReturnValue(Date.parse(instant));
    act(() =>
      intervals.mock.calls
        .filter(([, milliseconds]) => milliseconds === 60_000)
        .forEach(([tick]) => (tick as () => void)()),
    );
  };
}

/** Renders an element on an entity page, below a header as in portals. */
export function renderEntity(
  server: FakeTime,
  element: JSX.Element,
  path: string = '/entity',
  options: PageOptions = {},
): void {
  renderPage([plugin, everyPageHeader], path, server, { ...options, element });
}

/** Opens a page of another plugin, with a signed-in person. */
export function renderPortal(server: FakeTime, options: PageOptions = {}) {
  const portal = renderPage(
    [plugin, everyPageHeader, otherPage],
    '/other',
    server,
    options,
  );
  const [{ id }] = server.me.workspaces;
  return {
    /** Sends a change signal from the server. */
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
