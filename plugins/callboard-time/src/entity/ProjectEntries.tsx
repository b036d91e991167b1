import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type TimeSettings,
  type Worklog,
} from '@callboard/plugin-callboard-common';
import {
  DataTable,
  EmptyState,
  LoadingState,
  QueryState,
  ResourcesProvider,
  useEndpointPages,
  useMe,
} from '@callboard/plugin-callboard-react';
import { useCallback, useMemo, useState } from 'react';
import { EntryDialog } from '../entries/EntryDialog';
import { useDeleteEntry } from '../entries/useDeleteEntry';
import { callboardTimeEntityTranslationRef } from './entityTimeTranslation';
import { useEntryColumns } from './useEntryColumns';
import type { TimeProject } from './TimeProject';
import type { WorklogQuery } from './toWorklogQuery';

const getRowId = ({ id }: Worklog) => id;

/** The worklogs of a project, newest day first, with actions for people who may change them. */
export function ProjectEntries(props: {
  project: TimeProject;
  query: WorklogQuery;
  settings: TimeSettings;
  isFiltered: boolean;
}) {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const { query, settings } = props;
  const { workspace, project } = props.project;
  const { slug } = workspace;
  const me = useMe().data?.user_ref;
  const [edited, setEdited] = useState<Worklog>();
  const remove = useDeleteEntry(slug);
  const list = useEndpointPages(endpoints.listWorklogs, {
    params: { slug },
    query: { ...query, project_id: project.id },
  });
  const isAdmin = project.role === 'admin';
  const columns = useEntryColumns({
    workspace: slug,
    mayChange: useCallback(
      ({ logged_by }: Worklog) => isAdmin || logged_by === me,
      [isAdmin, me],
    ),
    onEdit: setEdited,
    onDelete: remove,
  });
  const items = list.data?.items;
  const mentions = useMemo(
    () =>
      (items ?? []).map(({ work_item_id, logged_by }) => ({
        entity_type: 'work_item',
        entity_id: work_item_id,
        user_id: logged_by,
      })),
    [items],
  );
  return (
    <QueryState
      query={list}
      loading={<LoadingState rows={8} rowHeight={40} />}
      givers={{ workspace: slug, project: project.id }}
    >
      {loaded =>
        loaded.items.length > 0 ? (
          <ResourcesProvider rows={mentions}>
            <DataTable
              label={t('entries.label')}
              columns={columns}
              rows={loaded.items}
              rowId={getRowId}
              total={loaded.total}
              pages={list}
              isMain
            />
            {edited && (
              <EntryDialog
                slug={slug}
                settings={settings}
                start={edited}
                onClose={() => setEdited(undefined)}
              />
            )}
          </ResourcesProvider>
        ) : (
          <EmptyState
            title={t(props.isFiltered ? 'entries.nothing' : 'entries.none')}
          >
            {!props.isFiltered && t('entries.noneHint')}
          </EmptyState>
        )
      }
    </QueryState>
  );
}
