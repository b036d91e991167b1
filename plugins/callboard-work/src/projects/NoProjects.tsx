import { Link } from '@backstage/core-components';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EmptyState,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Button from '@mui/material/Button';
import { catalogRouteRef } from '../routes';
import { callboardWorkProjectsTranslationRef } from './projectsTranslation';
import type { ProjectsUrl } from './useProjectsUrl';

/** The empty state of a list of projects: their purpose, and how to create one. */
export function NoProjects(props: {
  workspace: OwnWorkspace;
  url: ProjectsUrl;
}) {
  const { t } = useTranslationRef(callboardWorkProjectsTranslationRef);
  const catalogHref = useRouteRef(catalogRouteRef);
  const { workspace, url } = props;
  const names = { workspace: workspace.name };
  if (url.isFiltered) {
    return (
      <EmptyState
        title={t('emptyFound')}
        action={
          <Button variant="outlined" onClick={url.clear}>
            {t('clear')}
          </Button>
        }
      >
        {t('emptyFoundHint')}
      </EmptyState>
    );
  }
  if (url.isMine) {
    return (
      <EmptyState
        title={t('emptyMine', names)}
        action={
          <Button variant="outlined" onClick={() => url.setMine(false)}>
            {t('showAll')}
          </Button>
        }
      >
        {t('emptyMineHint')}
      </EmptyState>
    );
  }
  const isGuest = workspace.role === 'guest';
  return (
    <EmptyState
      title={t('empty', names)}
      action={
        !isGuest &&
        catalogHref && (
          <Button variant="outlined" component={Link} to={catalogHref()}>
            {t('catalog')}
          </Button>
        )
      }
    >
      {isGuest ? t('emptyGuest') : t('emptyHint')}
    </EmptyState>
  );
}
