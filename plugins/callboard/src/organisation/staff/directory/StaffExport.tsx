import { endpoints } from '@callboard/plugin-callboard-common';
import {
  ExportButton,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import type { StaffQuery } from './toStaffQuery';

const formats = ['xlsx', 'csv'] as const;

/** Exports the listed people. */
export function StaffExport(props: {
  workspace: string;
  query: StaffQuery;
  total: number | undefined;
}) {
  const client = useCallboardClient();
  const { workspace: slug, query, total } = props;
  return (
    <ExportButton
      downloadKey={`staff/${slug}`}
      fallbackName="people"
      formats={formats}
      rows={total}
      disabled={total === 0}
      open={(format, signal) =>
        client.fetch(
          format === 'csv'
            ? endpoints.exportStaffCsv
            : endpoints.exportStaffXlsx,
          { params: { slug }, query, signal },
        )
      }
    />
  );
}
