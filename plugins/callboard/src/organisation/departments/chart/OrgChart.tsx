import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Paper from '@mui/material/Paper';
import { useTheme } from '@mui/material/styles';
import { MiniMap, ReactFlow, ReactFlowProvider } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useMemo, type RefObject } from 'react';
import { useIsNarrow } from '../data/useIsNarrow';
import { useDepartments } from '../DepartmentsContext';
import { layoutChart } from '../model/layoutChart';
import type { SearchTarget } from '../SearchTarget';
import { callboardDepartmentsTranslationRef } from '../translation';
import { ChartButtons } from './ChartButtons';
import { ChartCard } from './ChartCard';
import { ChartContext } from './ChartContext';
import { chartStyle } from './chartStyle';
import { useChartElements } from './useChartElements';
import { useChartKeys } from './useChartKeys';
import { useChartTravel } from './useChartTravel';

const nodeTypes = { department: ChartCard };

/** A minimap helps if the chart does not fit the window. */
const WORTH_A_MAP = 12;

/** Disables React Flow's keyboard handling in favour of the chart's own. */
const noKeys = {
  disableKeyboardA11y: true,
  deleteKeyCode: null,
  selectionKeyCode: null,
  multiSelectionKeyCode: null,
  panActivationKeyCode: null,
  zoomActivationKeyCode: null,
} as const;

function Chart(props: { target: RefObject<SearchTarget> }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const theme = useTheme();
  const { index, expansion } = useDepartments();
  const layout = useMemo(
    () => layoutChart(index, expansion.isExpanded),
    [index, expansion],
  );
  const travel = useChartTravel({ layout, target: props.target });
  const { nodes, edges } = useChartElements(layout);
  const onKeyDown = useChartKeys(travel);
  const hasMap = !useIsNarrow() && nodes.length > WORTH_A_MAP;
  return (
    <ChartContext.Provider value={travel}>
      <Paper variant="outlined" onKeyDown={onKeyDown} sx={chartStyle}>
        <ReactFlow
          {...noKeys}
          aria-label={t('chart.label')}
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          colorMode={theme.palette.mode}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          zoomOnDoubleClick={false}
          onlyRenderVisibleElements
          minZoom={0.05}
          maxZoom={1.5}
          onInit={travel.arrive}
        >
          <ChartButtons />
          {hasMap && (
            <MiniMap
              pannable
              zoomable
              position="bottom-right"
              ariaLabel={t('chart.map')}
              bgColor={theme.palette.background.paper}
              nodeColor={theme.palette.text.disabled}
            />
          )}
        </ReactFlow>
      </Paper>
    </ChartContext.Provider>
  );
}

/** The departments as a chart with pan, zoom, expand and collapse. */
export function OrgChart(props: { target: RefObject<SearchTarget> }) {
  return (
    <ReactFlowProvider>
      <Chart target={props.target} />
    </ReactFlowProvider>
  );
}
