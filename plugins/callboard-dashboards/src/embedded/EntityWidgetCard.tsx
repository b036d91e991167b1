import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  useTranslationRef,
  storageApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import {
  EmptyState,
  LoadingState,
  QueryState,
  useEntityProject,
  WorkspaceCardContent,
  FormDialog,
} from '@callboard/plugin-callboard-react';
import TuneIcon from '@mui/icons-material/Tune';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { useMemo, useState, useCallback, useEffect } from 'react';
import type { JsonValue } from '@backstage/types';
import {
  type WidgetChoice,
  parseChoice,
  formatChoice,
  WidgetPicker,
} from './WidgetPicker';
import { callboardDashboardsEmbeddedTranslationRef } from './embeddedTranslation';
import { EmbeddedWidget } from './EmbeddedWidget';

/** The widget that the user chose for an entity's card, and a function that stores another. */
function useStoredChoice(
  entityRef: string,
): [WidgetChoice | undefined, (choice: WidgetChoice) => Promise<void>] {
  const storage = useApi(storageApiRef);
  const bucket = useMemo(
    () => storage.forBucket('callboard-dashboards.entity-widgets'),
    [storage],
  );
  const [value, setValue] = useState<JsonValue | undefined>(
    () => bucket.snapshot(entityRef).value,
  );
  useEffect(() => {
    setValue(bucket.snapshot(entityRef).value);
    const subscription = bucket
      .observe$<JsonValue>(entityRef)
      .subscribe(snapshot => setValue(snapshot.value));
    return () => subscription.unsubscribe();
  }, [bucket, entityRef]);
  const storeChoice = useCallback(
    (choice: WidgetChoice) => bucket.set(entityRef, formatChoice(choice)),
    [bucket, entityRef],
  );
  return [useMemo(() => parseChoice(value), [value]), storeChoice];
}

function ChooseWidgetDialog(props: {
  value: WidgetChoice | undefined;
  onChoose: (choice: WidgetChoice) => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsEmbeddedTranslationRef);
  const [choice, setChoice] = useState(props.value);
  return (
    <FormDialog
      title={t('choose')}
      hint={t('unsetEntity')}
      submitLabel={t('save')}
      isBlocked={!choice}
      onSubmit={() => choice && props.onChoose(choice)}
      onClose={props.onClose}
    >
      <WidgetPicker value={choice} onChange={setChoice} />
    </FormDialog>
  );
}

const skeleton = <LoadingState rows={4} rowHeight={40} />;

function ProjectWidget(props: { choice: WidgetChoice }) {
  const { t } = useTranslationRef(callboardDashboardsEmbeddedTranslationRef);
  const { choice } = props;
  const { query, project } = useEntityProject(choice.slug);
  const project_ids = project?.id;
  const viewerFilters = useMemo(() => ({ project_ids }), [project_ids]);
  return (
    <QueryState query={query} loading={skeleton}>
      {() =>
        project_ids ? (
          <EmbeddedWidget choice={choice} viewerFilters={viewerFilters} />
        ) : (
          <EmptyState title={t('noProject')} />
        )
      }
    </QueryState>
  );
}

/** A dashboard's widget on an entity page. Shows only data of the entity's project. */
export function EntityWidgetCard(props: {
  /** The default for users who have not chosen a widget: `workspace/dashboard id/widget id`. */
  widget?: string;
}) {
  const { t } = useTranslationRef(callboardDashboardsEmbeddedTranslationRef);
  const entityRef = stringifyEntityRef(useEntity().entity);
  const [storedChoice, storeChoice] = useStoredChoice(entityRef);
  const [isChoosing, setChoosing] = useState(false);
  const choice = storedChoice ?? parseChoice(props.widget);
  return (
    <EntityInfoCard
      title={t('title')}
      headerActions={
        choice && (
          <IconButton
            size="small"
            aria-label={t('change')}
            onClick={() => setChoosing(true)}
          >
            <TuneIcon fontSize="small" />
          </IconButton>
        )
      }
    >
      <WorkspaceCardContent
        skeleton={skeleton}
        emptyState={<EmptyState title={t('nowhere')} />}
      >
        {() => (
          <>
            {choice ? (
              <ProjectWidget choice={choice} />
            ) : (
              <EmptyState
                title={t('unset')}
                action={
                  <Button variant="outlined" onClick={() => setChoosing(true)}>
                    {t('choose')}
                  </Button>
                }
              >
                {t('unsetEntity')}
              </EmptyState>
            )}
            {isChoosing && (
              <ChooseWidgetDialog
                value={choice}
                onChoose={next => {
                  storeChoice(next);
                  setChoosing(false);
                }}
                onClose={() => setChoosing(false)}
              />
            )}
          </>
        )}
      </WorkspaceCardContent>
    </EntityInfoCard>
  );
}
