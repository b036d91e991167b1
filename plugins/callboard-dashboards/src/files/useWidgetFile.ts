import { endpoints, type Widget } from '@callboard/plugin-callboard-common';
import { useCallboardClient } from '@callboard/plugin-callboard-react';
import type { ViewerFilters } from '../data/ViewerFilters';
import { useFileDownload, type FileDownload } from './useFileDownload';

const fileEndpoints = {
  csv: endpoints.exportWidgetCsv,
  xlsx: endpoints.exportWidgetXlsx,
} as const;

/** The files that the numbers of a widget can be saved as. */
export type WidgetFileFormat = keyof typeof fileEndpoints;

/** The numbers of a widget as a file. */
export interface WidgetFile extends Omit<FileDownload, 'save'> {
  save: (format: WidgetFileFormat) => void;
}

/** Downloads the numbers of a widget with the viewer's filters. */
export function useWidgetFile(
  slug: string,
  widget: Pick<Widget, 'id' | 'dashboard_id'>,
  viewerFilters: ViewerFilters,
): WidgetFile {
  const client = useCallboardClient();
  const { id, dashboard_id } = widget;
  const { save, ...others } = useFileDownload(`dashboards/widgets/${id}`);
  return {
    ...others,
    save: format =>
      save({
        fallbackName: `widget.${format}`,
        open: signal =>
          client.fetch(fileEndpoints[format], {
            params: { slug, id: dashboard_id, wid: id },
            query: { ...viewerFilters },
            signal,
          }),
      }),
  };
}
