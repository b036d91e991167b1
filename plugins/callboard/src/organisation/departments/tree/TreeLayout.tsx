import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import type { RefObject } from 'react';
import { useIsNarrow } from '../data/useIsNarrow';
import { useDepartments } from '../DepartmentsContext';
import { DepartmentPane } from '../pane/DepartmentPane';
import { DepartmentsSummary } from '../pane/DepartmentsSummary';
import type { SearchTarget } from '../SearchTarget';
import { splitLayout } from '../splitLayout';
import { callboardDepartmentsTranslationRef } from '../translation';
import { TreePanel } from './TreePanel';

/** The tree with the selected department beside it, or in its place in a narrow window. */
export function TreeLayout(props: { target: RefObject<SearchTarget> }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { selectedId } = useDepartments().url;
  const isNarrow = useIsNarrow();
  const isOver = isNarrow && selectedId !== undefined;
  return (
    <Box sx={splitLayout}>
      {!isOver && (
        <TreePanel
          key={isNarrow ? 'narrow' : 'wide'}
          target={props.target}
          scrollsItself={!isNarrow}
        />
      )}
      <Box
        component="section"
        aria-label={t('pane.label')}
        sx={{ minWidth: 0 }}
      >
        {selectedId && (
          <DepartmentPane
            key={selectedId}
            id={selectedId}
            close={isNarrow ? 'back' : undefined}
          />
        )}
        {!selectedId && !isNarrow && <DepartmentsSummary />}
      </Box>
    </Box>
  );
}
