import { endpoints, type Dashboard } from '@callboard/plugin-callboard-common';
import { useCallboardClient } from '@callboard/plugin-callboard-react';
import type { ViewerFilters } from '../data/ViewerFilters';
import { useFileDownload, type FileDownload } from './useFileDownload';

const fileEndpoints = {
  pdf: endpoints.exportDashboardPdf,
  xlsx: endpoints.exportDashboardXlsx,
} as const;

/** Exports a dashboard's data as a file. */
export interface DashboardFile extends Omit<FileDownload, 'save'> {
  save: (format: keyof typeof fileEndpoints) => void;
}

/** Exports a dashboard's data with the viewer's filters. */
export function useDashboardFile(
  slug: string,
  { id }: Pick<Dashboard, 'id'>,
  viewerFilters: ViewerFilters,
): DashboardFile {
  const client = useCallboardClient();
  const { save, ...others } = useFileDownload(`dashboards/${id}`);
  return {
    ...others,
    save: format =>
      save({
        fallbackName: `dashboard.${format}`,
        open: signal =>
          client.fetch(fileEndpoints[format], {
            params: { slug, id },
            query: { ...viewerFilters },
            signal,
          }),
      }),
  };
}
