import { ConflictError } from '@backstage/errors';
import {
  ExportedWidget,
  MAX_DASHBOARD_BYTES,
  MAX_WIDGETS_PER_DASHBOARD,
} from '@callboard/plugin-callboard-common';
import { isTooLarge } from './isTooLarge';

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
      `A dashboard can have at most ${MAX_WIDGETS_PER_DASHBOARD} widgets. Delete one first`,
    );
  }
  if (isTooLarge(widgets)) {
    throw new ConflictError(
      `The widgets of a dashboard must not exceed ${MAX_DASHBOARD_BYTES} bytes of JSON in total`,
    );
  }
}
