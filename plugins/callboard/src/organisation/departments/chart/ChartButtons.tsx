import { useTranslationRef } from '@backstage/frontend-plugin-api';
import AddIcon from '@mui/icons-material/Add';
import FitScreenOutlinedIcon from '@mui/icons-material/FitScreenOutlined';
import RemoveIcon from '@mui/icons-material/Remove';
import UnfoldLessIcon from '@mui/icons-material/UnfoldLess';
import UnfoldMoreIcon from '@mui/icons-material/UnfoldMore';
import Box from '@mui/material/Box';
import Divider from '@mui/material/Divider';
import IconButton from '@mui/material/IconButton';
import Paper from '@mui/material/Paper';
import Tooltip from '@mui/material/Tooltip';
import { Panel, useReactFlow } from '@xyflow/react';
import { DepartmentsCount } from '../DepartmentsCount';
import { callboardDepartmentsTranslationRef } from '../translation';
import { useChart } from './ChartContext';

/** Zooms, fits, expands and collapses the chart, and shows its number of departments. */
export function ChartButtons() {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { zoomIn, zoomOut } = useReactFlow();
  const { fit, toggleAll } = useChart();
  const buttons = [
    [t('chart.zoomIn'), <AddIcon fontSize="small" />, () => zoomIn()],
    [t('chart.zoomOut'), <RemoveIcon fontSize="small" />, () => zoomOut()],
    [t('chart.fit'), <FitScreenOutlinedIcon fontSize="small" />, fit],
    [
      t('tree.expandAll'),
      <UnfoldMoreIcon fontSize="small" />,
      () => toggleAll(true),
    ],
    [
      t('tree.collapseAll'),
      <UnfoldLessIcon fontSize="small" />,
      () => toggleAll(false),
    ],
  ] as const;
  return (
    <Panel position="top-left">
      <Paper
        variant="outlined"
        sx={{ display: 'flex', alignItems: 'center', minHeight: 40, px: 0.5 }}
      >
        {buttons.map(([label, icon, onClick]) => (
          <Tooltip key={label} title={label}>
            <IconButton size="small" aria-label={label} onClick={onClick}>
              {icon}
            </IconButton>
          </Tooltip>
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
