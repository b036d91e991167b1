import {
  endpoints,
  type ExportFormat,
} from '@callboard/plugin-callboard-common';
import {
  ExportButton,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import type { TimeProject } from './TimeProject';
import type { WorklogQuery } from './toWorklogQuery';

const formats: readonly ExportFormat[] = ['xlsx', 'csv'];

/** Exports the listed worklogs. */
export function TimeExport(props: {
  project: TimeProject;
  query: WorklogQuery;
  isEmpty: boolean;
}) {
  const client = useCallboardClient();
  const { workspace, project } = props.project;
  const { slug } = workspace;
  return (
    <ExportButton
      downloadKey={`time/${slug}/${project.id}`}
      fallbackName={['Time', project.identifier, props.query.date_from]
        .filter(Boolean)
        .join('_')}
      formats={formats}
      disabled={props.isEmpty}
      open={(format, signal) =>
        client.fetch(
          format === 'csv'
            ? endpoints.exportWorklogsCsv
            : endpoints.exportWorklogsXlsx,
          {
            params: { slug },
            query: { ...props.query, project_id: project.id },
            signal,
          },
        )
      }
    />
  );
}
