import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import {
  EmptyState,
  LoadingState,
  QueryState,
  useEntityProject,
  WorkspaceCardContent,
} from '@callboard/plugin-callboard-react';
import TuneIcon from '@mui/icons-material/Tune';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { useMemo, useState } from 'react';
import { callboardDashboardsEmbeddedTranslationRef } from '../embedded/embeddedTranslation';
import { EmbeddedWidget } from '../embedded/EmbeddedWidget';
import { parseChoice, type WidgetChoice } from '../embedded/WidgetChoice';
import { ChooseWidget } from './ChooseWidget';
import { useStoredChoice } from './useStoredChoice';

const skeleton = <LoadingState rows={4} rowHeight={40} />;

/** A widget with the numbers of the entity's project alone. */
function OfProject(props: { choice: WidgetChoice }) {
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

/** One of a dashboard's widgets on the page of an entity, with its numbers alone. */
export function EntityDashboardCard(props: {
  /** The default for readers who have not chosen another: `workspace/dashboard id/widget id`. */
  widget?: string;
}) {
  const { t } = useTranslationRef(callboardDashboardsEmbeddedTranslationRef);
  const entityRef = stringifyEntityRef(useEntity().entity);
  const [own, choose] = useStoredChoice(entityRef);
  const [isChoosing, setChoosing] = useState(false);
  const choice = own ?? parseChoice(props.widget);
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
              <OfProject choice={choice} />
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
              <ChooseWidget
                value={choice}
                onChoose={next => {
                  choose(next);
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
