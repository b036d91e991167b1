import {
  ExportButton,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import type { ActivityScope } from '../data/ActivityScope';
import type { ActivityQuery } from '../filters/toActivityQuery';

/** Downloads exactly the rows of a list. */
export function ActivityExport(props: {
  scope: ActivityScope;
  query: ActivityQuery;
  total: number | undefined;
}) {
  const client = useCallboardClient();
  const { scope, query, total } = props;
  return (
    <ExportButton
      downloadKey={`activity/${scope.name}/${scope.within.workspace ?? ''}`}
      fallbackName={['Activity_Tracker', query.start, query.end]
        .filter(Boolean)
        .join('_')}
      rows={total}
      disabled={!total}
      open={(format, signal) =>
        client.fetch(scope.endpoints[format], {
          query,
          signal,
        })
      }
    />
  );
}
