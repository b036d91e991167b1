import { ConflictError } from '@backstage/errors';
import {
  ExportedWidget,
  MAX_DASHBOARD_BYTES,
  MAX_WIDGETS_PER_DASHBOARD,
} from '@callboard/plugin-callboard-common';

/**
 * Requires that a dashboard has room for all of its widgets.
 *
 * @throws ConflictError when they are too many, or too large together
 */
export function requireRoomForWidgets(
  widgets: ReadonlyArray<Pick<ExportedWidget, 'title' | 'config'>>,
): void {
  if (widgets.length > MAX_WIDGETS_PER_DASHBOARD) {
    throw new ConflictError(
      `A dashboard has at most ${MAX_WIDGETS_PER_DASHBOARD} widgets`,
    );
  }
  const told = widgets.map(({ title, config }) => ({ title, config }));
  if (Buffer.byteLength(JSON.stringify(told)) > MAX_DASHBOARD_BYTES) {
    throw new ConflictError(
      `The widgets of a dashboard have at most ${MAX_DASHBOARD_BYTES} bytes of JSON together`,
    );
  }
}
