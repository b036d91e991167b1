import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  MAX_IMPORTED_WORK_ITEMS,
  type ImportedItemField,
  type WorkItemImportMapping,
  type WorkItemImportResult,
} from '@callboard/plugin-callboard-common';
import {
  toCountParams,
  ImportWizard,
  NoAccess,
  useEndpointMutation,
  type ImportKind,
} from '@callboard/plugin-callboard-react';
import UndoIcon from '@mui/icons-material/Undo';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { invalidateEndpoints, refreshWork } from '../data/refreshWork';
import { toProjectParams, useWorkProject } from '../data/WorkProject';
import { BackToItems } from '../settings/ProjectSettings';
import { ImportMapping } from './ImportMapping';
import { callboardWorkImportTranslationRef } from './importTranslation';

const explainedFields = [
  'title',
  'external_id',
  'state',
  'priority',
  'assignees',
  'labels',
  'parent',
  'estimate_time',
  'target_date',
] as const satisfies readonly ImportedItemField[];

/** Returns a function that refetches the items of the project, and its labels, cycles and modules. */
function useRefreshItems(): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    refreshWork(queries, { columns: true });
    invalidateEndpoints(queries, [
      endpoints.listLabels,
      endpoints.listCycles,
      endpoints.listModules,
    ]);
  }, [queries]);
}

/** Undoes the import, once. */
function UndoButton(props: { batchId: string; onUndone: () => void }) {
  const { t } = useTranslationRef(callboardWorkImportTranslationRef);
  const { batchId, onUndone } = props;
  const scope = useWorkProject();
  const undoing = useEndpointMutation(endpoints.undoWorkItemImport, {
    toSuccessTitle: ({ undone, skipped }) =>
      [
        t('undo.done', toCountParams(undone)),
        ...(skipped > 0 ? [t('undo.skipped', toCountParams(skipped))] : []),
      ].join('. '),
    toFailureTitle: () => t('undo.failed'),
    onSuccess: onUndone,
  });
  const params = { ...toProjectParams(scope), batch_id: batchId };
  return (
    <Button
      startIcon={<UndoIcon />}
      // Not `disabled`: that would take the focus away from the button.
      aria-disabled={undoing.isPending || undoing.isSuccess}
      sx={undoing.isSuccess ? { color: 'text.secondary' } : undefined}
      onClick={() =>
        !undoing.isPending &&
        !undoing.isSuccess &&
        undoing.mutate({ params, body: {} })
      }
    >
      {undoing.isSuccess ? t('undo.undone') : t('undo.action')}
    </Button>
  );
}

function useListHref(): string {
  const { pathname, search } = useLocation();
  const parameters = new URLSearchParams(search);
  parameters.delete('view');
  return `${pathname}?${parameters}`;
}

/** Imports work items from the export of another tool, for project admins. */
export function ImportItems(props: { onBack: () => void }) {
  const { t } = useTranslationRef(callboardWorkImportTranslationRef);
  const { workspace, project, canImport } = useWorkProject();
  const [mapping, setMapping] = useState<WorkItemImportMapping>({});
  const refresh = useRefreshItems();
  const listHref = useListHref();
  const kind = useMemo<ImportKind>(
    () => ({
      endpoint: endpoints.importWorkItems,
      fields: { project_id: project.id, mapping },
      onChoose: () => setMapping({}),
      hasOnlyNewRows: true,
      keepsColumnOrder: true,
      maxRows: MAX_IMPORTED_WORK_ITEMS,
      fileName: 'work_items',
      columns: explainedFields.map(field => ({
        name: field,
        hint: t(`column.${field}`),
        isRequired: field === 'title',
      })),
    }),
    [t, project.id, mapping],
  );
  return (
    <Stack spacing={2}>
      <div>
        <BackToItems onClick={props.onBack} />
        <Typography
          component="h2"
          variant="h5"
          sx={{ mt: 1, overflowWrap: 'anywhere' }}
        >
          {t('title', { project: project.name })}
        </Typography>
        <Typography
          variant="body2"
          color="text.secondary"
          sx={{ maxWidth: '72ch' }}
        >
          {t('hint')}
        </Typography>
      </div>
      {canImport ? (
        <ImportWizard
          kind={kind}
          workspace={workspace.slug}
          backHref={listHref}
          onImported={refresh}
          renderMapping={result => (
            <ImportMapping
              // The response of the endpoint in `kind`.
              result={result as WorkItemImportResult}
              chosen={mapping}
              onChange={setMapping}
            />
          )}
          renderActions={result => {
            const { batch_id } = result as WorkItemImportResult;
            return (
              batch_id && <UndoButton batchId={batch_id} onUndone={refresh} />
            );
          }}
        />
      ) : (
        <NoAccess
          title={t('noAccess')}
          accessGranters={{ workspace: workspace.slug, project: project.id }}
        />
      )}
    </Stack>
  );
}
