import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useDndContext, useDroppable } from '@dnd-kit/core';
import UnfoldLessIcon from '@mui/icons-material/UnfoldLess';
import UnfoldMoreIcon from '@mui/icons-material/UnfoldMore';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { DepartmentsCount } from '../DepartmentsCount';
import { useDepartments } from '../DepartmentsContext';
import { findMoveProblem } from '../model/findMoveProblem';
import { callboardDepartmentsTranslationRef } from '../translation';
import { TOP_LEVEL } from './dropIds';

function FoldButtons() {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { expansion, matches } = useDepartments();
  // A search expands all results.
  return matches ? null : (
    <>
      <Tooltip title={t('tree.expandAll')}>
        <IconButton
          size="small"
          aria-label={t('tree.expandAll')}
          onClick={() => expansion.setAll(true)}
        >
          <UnfoldMoreIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      <Tooltip title={t('tree.collapseAll')}>
        <IconButton
          size="small"
          aria-label={t('tree.collapseAll')}
          onClick={() => expansion.setAll(false)}
        >
          <UnfoldLessIcon fontSize="small" />
        </IconButton>
      </Tooltip>
    </>
  );
}

/** The number of departments; during a drag, the drop target for the top level. */
export function TreeHead() {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { index } = useDepartments();
  const { active } = useDndContext();
  const { setNodeRef, isOver } = useDroppable({ id: TOP_LEVEL });
  const isTarget =
    active !== null && !findMoveProblem(index, String(active.id), null);
  return (
    <Box
      ref={setNodeRef}
      sx={theme => ({
        display: 'flex',
        alignItems: 'center',
        gap: 0.5,
        minHeight: 40,
        px: 1.5,
        borderBottom: 1,
        borderColor: 'divider',
        typography: 'caption',
        fontWeight: 600,
        color: isTarget ? 'primary.main' : 'text.secondary',
        outline: isTarget ? `2px dashed ${theme.palette.primary.main}` : 'none',
        outlineOffset: -3,
        bgcolor: isTarget && isOver ? 'action.selected' : undefined,
      })}
    >
      <Box sx={{ flex: 1 }}>
        {isTarget ? t('tree.dropOnTop') : <DepartmentsCount />}
      </Box>
      {!active && <FoldButtons />}
    </Box>
  );
}
