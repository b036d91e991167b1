import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Paper from '@mui/material/Paper';
import { useTheme, type SxProps, type Theme } from '@mui/material/styles';
import {
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  Panel,
  useReactFlow,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useMemo, type RefObject, type KeyboardEvent } from 'react';
import AddIcon from '@mui/icons-material/Add';
import FitScreenOutlinedIcon from '@mui/icons-material/FitScreenOutlined';
import RemoveIcon from '@mui/icons-material/Remove';
import UnfoldLessIcon from '@mui/icons-material/UnfoldLess';
import UnfoldMoreIcon from '@mui/icons-material/UnfoldMore';
import Box from '@mui/material/Box';
import Divider from '@mui/material/Divider';
import {
  hasModifier,
  TooltipIconButton,
} from '@callboard/plugin-callboard-react';
import { DepartmentsCount } from '../DepartmentLabels';
import {
  useIsNarrow,
  useDepartments,
  type SearchResultsHandle,
} from '../DepartmentsContext';
import { layoutChart, useChartElements } from './layoutChart';
import { callboardDepartmentsTranslationRef } from '../translation';
import { ChartCard } from './ChartCard';
import {
  ChartContext,
  useChart,
  type ChartNavigation,
  useChartNavigation,
} from './useChartNavigation';

function ChartButtons() {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { zoomIn, zoomOut } = useReactFlow();
  const { fit, setAllExpanded } = useChart();
  const buttons = [
    [t('chart.zoomIn'), <AddIcon fontSize="small" />, () => zoomIn()],
    [t('chart.zoomOut'), <RemoveIcon fontSize="small" />, () => zoomOut()],
    [t('chart.fit'), <FitScreenOutlinedIcon fontSize="small" />, fit],
    [
      t('tree.expandAll'),
      <UnfoldMoreIcon fontSize="small" />,
      () => setAllExpanded(true),
    ],
    [
      t('tree.collapseAll'),
      <UnfoldLessIcon fontSize="small" />,
      () => setAllExpanded(false),
    ],
  ] as const;
  return (
    <Panel position="top-left">
      <Paper
        variant="outlined"
        sx={{ display: 'flex', alignItems: 'center', minHeight: 40, px: 0.5 }}
      >
        {buttons.map(([label, icon, onClick]) => (
          <TooltipIconButton
            key={label}
            label={label}
            icon={icon}
            onClick={onClick}
          />
        ))}
        <Divider flexItem orientation="vertical" sx={{ my: 1, mx: 0.5 }} />
        <Box
          sx={{
            px: 1,
            typography: 'caption',
            fontWeight: 600,
            color: 'text.secondary',
          }}
        >
          <DepartmentsCount />
        </Box>
      </Paper>
    </Panel>
  );
}

/**
 * Handles the keys of the chart. The arrow keys move the focus to the parent, the first child or a
 * sibling, and Home moves it to the first department. `+` expands and `-` collapses a department.
 * For admins, `m` opens the move dialog.
 */
function useChartKeys({
  activeId,
  goTo,
  toggle,
}: ChartNavigation): (event: KeyboardEvent) => void {
  const { index, expansion, canEdit, openDialog } = useDepartments();
  return event => {
    const entry = index.entries.get(activeId ?? '');
    const isOnCard = (event.target as HTMLElement).closest('[data-card]');
    if (!entry || !isOnCard || hasModifier(event)) {
      return;
    }
    const { node, path } = entry;
    const parent = path.at(-2);
    const siblings = parent?.children ?? index.items;
    const siblingIndex = siblings.findIndex(({ id }) => id === node.id);
    const hasChildren = node.children.length > 0;
    const isOpen = hasChildren && expansion.isExpanded(node.id);
    const createStep = (id: string | undefined) => () => id && goTo(id);
    const actions: Record<string, () => void> = {
      ArrowUp: createStep(parent?.id),
      ArrowDown: createStep(node.children[0]?.id),
      ArrowLeft: createStep(siblings[siblingIndex - 1]?.id),
      ArrowRight: createStep(siblings[siblingIndex + 1]?.id),
      Home: createStep(index.items[0]?.id),
      '+': () => hasChildren && !isOpen && toggle(node.id),
      '-': () => isOpen && toggle(node.id),
    };
    if (canEdit) {
      actions.m = () => openDialog({ kind: 'move', department: node });
    }
    if (Object.hasOwn(actions, event.key)) {
      event.preventDefault();
      actions[event.key]();
    }
  };
}

/**
 * Styles React Flow in the colours of the portal. Sets variables without the suffix `-default`,
 * because React Flow's dark theme overrides variables with the suffix.
 */
const chartStyle: SxProps<Theme> = theme => ({
  '& .react-flow__minimap-mask': { fill: theme.palette.action.hover },
  height: '100%',
  overflow: 'hidden',
  '& .react-flow': {
    bgcolor: 'background.default',
    '--xy-edge-stroke': theme.palette.text.disabled,
    '--xy-attribution-background-color': 'transparent',
  },
  '& .react-flow__attribution a': { color: 'text.secondary' },
  '& .react-flow__minimap': {
    border: 1,
    borderColor: 'divider',
    borderRadius: 1,
    overflow: 'hidden',
  },
});

const nodeTypes = { department: ChartCard };

/** Larger charts have a minimap, because they do not fit the window. */
const MAX_CARDS_WITHOUT_MAP = 12;

/** Disables React Flow's keyboard handling in favour of the chart's own. */
const disabledKeys = {
  disableKeyboardA11y: true,
  deleteKeyCode: null,
  selectionKeyCode: null,
  multiSelectionKeyCode: null,
  panActivationKeyCode: null,
  zoomActivationKeyCode: null,
} as const;

function Chart(props: { resultsHandle: RefObject<SearchResultsHandle> }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const theme = useTheme();
  const { index, expansion } = useDepartments();
  const layout = useMemo(
    () => layoutChart(index, expansion.isExpanded),
    [index, expansion],
  );
  const navigation = useChartNavigation({
    layout,
    resultsHandle: props.resultsHandle,
  });
  const { nodes, edges } = useChartElements(layout);
  const onKeyDown = useChartKeys(navigation);
  const hasMap = !useIsNarrow() && nodes.length > MAX_CARDS_WITHOUT_MAP;
  return (
    <ChartContext.Provider value={navigation}>
      <Paper variant="outlined" onKeyDown={onKeyDown} sx={chartStyle}>
        <ReactFlow
          {...disabledKeys}
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
          onInit={navigation.initialiseViewport}
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

export function OrgChart(props: {
  resultsHandle: RefObject<SearchResultsHandle>;
}) {
  return (
    <ReactFlowProvider>
      <Chart resultsHandle={props.resultsHandle} />
    </ReactFlowProvider>
  );
}
