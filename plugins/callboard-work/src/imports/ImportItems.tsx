import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  MAX_IMPORTED_WORK_ITEMS,
  type ImportedItemField,
  type WorkItemImportMapping,
  type WorkItemImportResult,
  importedItemFields,
} from '@callboard/plugin-callboard-common';
import {
  invalidateEndpoints,
  toCountParams,
  ImportWizard,
  NoAccess,
  useEndpointMutation,
  type ImportKind,
  findTarget,
  ImportDateOrder,
  ImportMappingSection,
  ImportMappingSelect,
  ImportPersonPicker,
  withTarget,
} from '@callboard/plugin-callboard-react';
import UndoIcon from '@mui/icons-material/Undo';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useLocation } from 'react-router-dom';
import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import Accordion from '@mui/material/Accordion';
import AccordionDetails from '@mui/material/AccordionDetails';
import AccordionSummary from '@mui/material/AccordionSummary';
import { refreshWork } from '../data/refreshWork';
import { toProjectParams, useWorkProject } from '../data/WorkProject';
import { BackToItems } from '../settings/ProjectSettings';
import { callboardWorkImportTranslationRef } from './importTranslation';

/**
 * Maps the columns of a file to fields, and the states and people in the file to the project's.
 * Shows the mapping that Callboard recognised, with the user's later choices.
 */
function ImportMapping(props: {
  result: WorkItemImportResult;
  chosen: WorkItemImportMapping;
  onChange: (chosen: WorkItemImportMapping) => void;
}) {
  const { t } = useTranslationRef(callboardWorkImportTranslationRef);
  const { states: projectStates, people: members } = useWorkProject();
  const { result, chosen, onChange } = props;
  const { mapping, unmapped } = result;
  const columns = [
    ...new Set([
      ...Object.values({ ...mapping.columns, ...chosen.columns }),
      ...unmapped.columns,
    ]),
  ]
    .flatMap(column => column ?? [])
    .sort()
    .map(name => ({ value: name, label: name }));
  const initialStateId = projectStates.find(
    ({ group }) => group === 'backlog',
  )?.id;
  const stateNames = [
    ...new Set([...unmapped.states, ...Object.keys(mapping.states)]),
  ];
  const peopleNames = [
    ...new Set([...unmapped.people, ...Object.keys(chosen.people ?? {})]),
  ];
  const [isOpen, setOpen] = useState(
    result.rows === 0 ||
      result.format === 'file' ||
      unmapped.states.length + unmapped.people.length > 0,
  );
  const set = (
    kind: 'columns' | 'states' | 'people',
    name: string,
    target: string | null | undefined,
  ) =>
    onChange({
      ...chosen,
      [kind]: withTarget<string | null>(chosen[kind] ?? {}, name, target),
    });
  return (
    <Accordion
      disableGutters
      variant="outlined"
      slotProps={{ transition: { unmountOnExit: true } }}
      // Hides the line that separates stacked accordions.
      sx={{ borderRadius: 1, '&::before': { display: 'none' } }}
      expanded={isOpen}
      onChange={(_, isExpanded) => setOpen(isExpanded)}
    >
      <AccordionSummary expandIcon={<ExpandMoreIcon />}>
        <div>
          <Typography component="span" sx={{ fontWeight: 600 }}>
            {t('mapping.title')}
          </Typography>
          <Typography variant="body2" color="text.secondary">
            {t(`format.${result.format}`)} {t('mapping.hint')}
          </Typography>
        </div>
      </AccordionSummary>
      <AccordionDetails>
        <Stack spacing={3}>
          <ImportMappingSection title={t('mapping.columns')}>
            {importedItemFields.map(field => (
              <ImportMappingSelect
                key={field}
                label={t(`field.${field}`)}
                value={findTarget(field, chosen.columns, mapping.columns) ?? ''}
                emptyLabel={t('mapping.none')}
                options={columns}
                onChange={value => set('columns', field, value || null)}
              />
            ))}
          </ImportMappingSection>
          {stateNames.length > 0 && (
            <ImportMappingSection
              title={t('mapping.states')}
              hint={t('mapping.statesHint')}
            >
              {stateNames.map(name => (
                <ImportMappingSelect
                  key={name}
                  label={name}
                  value={findTarget(name, chosen.states, mapping.states) ?? ''}
                  emptyLabel={t('mapping.initial')}
                  options={projectStates.map(state => ({
                    value: state.id,
                    label: state.name,
                  }))}
                  onChange={value =>
                    set(
                      'states',
                      name,
                      // Without a choice, a recognised state would apply.
                      value ||
                        (unmapped.states.includes(name)
                          ? undefined
                          : initialStateId),
                    )
                  }
                />
              ))}
            </ImportMappingSection>
          )}
          {peopleNames.length > 0 && (
            <ImportMappingSection
              title={t('mapping.people')}
              hint={t('mapping.peopleHint')}
            >
              {peopleNames.map(name => (
                <ImportPersonPicker
                  key={name}
                  name={name}
                  offered={members}
                  value={findTarget(name, chosen.people)}
                  onChange={userRef => set('people', name, userRef)}
                />
              ))}
            </ImportMappingSection>
          )}
          <ImportDateOrder
            value={chosen.date_order}
            onChange={date_order => onChange({ ...chosen, date_order })}
          />
        </Stack>
      </AccordionDetails>
    </Accordion>
  );
}

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

/** A button that undoes the import. The button works once. */
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
