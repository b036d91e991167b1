import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Skeleton from '@mui/material/Skeleton';
import { lazy, Suspense, type RefObject } from 'react';
import {
  useIsNarrow,
  useDepartments,
  type SearchResultsHandle,
} from '../DepartmentsContext';
import { DepartmentPane } from '../pane/DepartmentPane';
import { callboardDepartmentsTranslationRef } from '../translation';

const OrgChart = lazy(() =>
  import('./OrgChart').then(module => ({ default: module.OrgChart })),
);

/**
 * The height that the portal's header and the toolbar leave for the chart. A narrow window also
 * needs space outside the chart, where people can scroll the page.
 */
const HEIGHT = {
  xs: 'max(360px, calc(100vh - 480px))',
  md: 'max(420px, calc(100vh - 240px))',
};

/**
 * The chart next to the selected department. In a narrow window, the department replaces the chart.
 */
export function ChartLayout(props: {
  resultsHandle: RefObject<SearchResultsHandle>;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { selectedId } = useDepartments().urlState;
  const isNarrow = useIsNarrow();
  if (isNarrow && selectedId) {
    return (
      <Box component="section" aria-label={t('pane.label')}>
        <DepartmentPane key={selectedId} id={selectedId} closeButton="back" />
      </Box>
    );
  }
  return (
    <Box sx={{ display: 'flex', gap: 2, height: HEIGHT }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Suspense fallback={<Skeleton variant="rounded" height="100%" />}>
          <OrgChart resultsHandle={props.resultsHandle} />
        </Suspense>
      </Box>
      {selectedId && (
        <Paper
          component="section"
          aria-label={t('pane.label')}
          variant="outlined"
          sx={{
            position: 'relative',
            flexShrink: 0,
            width: 'min(480px, 50%)',
            overflowY: 'auto',
            p: 2,
          }}
        >
          <DepartmentPane
            key={selectedId}
            id={selectedId}
            closeButton="close"
          />
        </Paper>
      )}
    </Box>
  );
}
