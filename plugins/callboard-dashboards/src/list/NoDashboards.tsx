import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DashboardTemplateName } from '@callboard/plugin-callboard-common';
import {
  EmptyState,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import DashboardOutlinedIcon from '@mui/icons-material/DashboardOutlined';
import StarBorderIcon from '@mui/icons-material/StarBorder';
import Button from '@mui/material/Button';
import { TemplateButtons } from './create/TemplateButtons';
import { callboardDashboardsListTranslationRef } from './listTranslation';
import type { DashboardsUrl } from './useDashboardsUrl';

/** The empty state of a list of dashboards: their purpose, and how to create one. */
export function NoDashboards(props: {
  workspace: OwnWorkspace;
  url: DashboardsUrl;
  onStart: (template: DashboardTemplateName) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { workspace, url } = props;
  const { show } = url;
  if (url.search !== undefined) {
    return (
      <EmptyState
        title={t('empty.found')}
        action={
          <Button variant="outlined" onClick={url.clear}>
            {t('clear')}
          </Button>
        }
      >
        {t('empty.foundHint')}
      </EmptyState>
    );
  }
  if (show !== 'all') {
    return (
      <EmptyState
        icon={show === 'favourites' ? <StarBorderIcon /> : undefined}
        title={t(`empty.${show}`)}
        action={
          <Button variant="outlined" onClick={url.clear}>
            {t('empty.showAll')}
          </Button>
        }
      >
        {t(`empty.${show}Hint`)}
      </EmptyState>
    );
  }
  const isGuest = workspace.role === 'guest';
  return (
    <>
      <EmptyState
        icon={<DashboardOutlinedIcon />}
        title={t('empty.title', { workspace: workspace.name })}
      >
        {t(isGuest ? 'empty.guest' : 'empty.hint')}
      </EmptyState>
      {!isGuest && <TemplateButtons onChoose={props.onStart} />}
    </>
  );
}
