import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DEFAULT_WORKSPACE } from '@callboard/plugin-callboard-common';
import {
  CallboardProvider,
  EntityTabTitle,
  ExactPath,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import type { ViewDefaults } from '../filters/ViewDefaults';
import { callboardActivityTranslationRef } from '../translation';
import { ActivityView } from '../view/ActivityView';
import { useEntityScope } from './useEntityScope';
import { EntityViewers } from './EntityViewers';

/** Page views are hidden at first; a switch shows them. */
const defaults: ViewDefaults = { range: 'all_time', hidesViews: true };

function EntityHistory() {
  const { scope, entityRef, isPerson } = useEntityScope();
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'flex-start',
        gap: 3,
      }}
    >
      <Box sx={{ flex: '1 1 560px', minWidth: 0 }}>
        <ActivityView
          key={entityRef}
          scope={scope}
          defaults={defaults}
          givers={{ workspace: DEFAULT_WORKSPACE }}
        />
      </Box>
      {isPerson && <EntityViewers entityRef={entityRef} />}
    </Box>
  );
}

/**
 * The tab of an entity: the activity about it, its project and its work items; for a person, their
 * own activity, and who viewed it.
 *
 * @public
 */
export function EntityActivityContent() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  return (
    <CallboardProvider>
      <EntityTabTitle page={t('entity.title')}>
        <ExactPath page={t('entity.title')}>
          <EntityHistory />
        </ExactPath>
      </EntityTabTitle>
    </CallboardProvider>
  );
}
