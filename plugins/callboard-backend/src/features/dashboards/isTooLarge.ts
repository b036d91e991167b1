import {
  ExportedWidget,
  MAX_DASHBOARD_BYTES,
} from '@callboard/plugin-callboard-common';

/** Whether widgets are too large for one dashboard. */
export function isTooLarge(
  widgets: ReadonlyArray<Pick<ExportedWidget, 'title' | 'config'>>,
): boolean {
  const described = widgets.map(({ title, config }) => ({ title, config }));
  return Buffer.byteLength(JSON.stringify(described)) > MAX_DASHBOARD_BYTES;
}
