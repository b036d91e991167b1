import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useDndContext } from '@dnd-kit/core';
import BlockIcon from '@mui/icons-material/Block';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import { useDepartments } from '../DepartmentsContext';
import { findMoveProblem } from '../model/findMoveProblem';
import { getMoveSize } from '../model/getMoveSize';
import { callboardDepartmentsTranslationRef } from '../translation';
import { useSizeLabels } from '../useSizeLabels';
import { toParentId } from './dropIds';

/** The overlay at the pointer: the dragged department, or why it cannot be dropped here. */
export function DraggedDepartment(props: { id: string }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { index } = useDepartments();
  const { over } = useDndContext();
  const sizeLabels = useSizeLabels();
  const entry = index.entries.get(props.id);
  const problem =
    over && over.id !== props.id
      ? findMoveProblem(index, props.id, toParentId(String(over.id)))
      : undefined;
  return entry ? (
    <Paper
      elevation={6}
      sx={{
        display: 'inline-block',
        maxWidth: 320,
        px: 1.5,
        py: 1,
        typography: 'body2',
        cursor: problem ? 'not-allowed' : 'grabbing',
      }}
    >
      <Box sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
        {entry.node.name}
      </Box>
      {problem ? (
        <Box sx={{ display: 'flex', gap: 0.5, color: 'error.main' }}>
          <BlockIcon fontSize="small" aria-hidden />
          {t(`move.problem.${problem}`)}
        </Box>
      ) : (
        <Box sx={{ color: 'text.secondary' }}>
          {sizeLabels(getMoveSize(entry))}
        </Box>
      )}
    </Paper>
  ) : null;
}
