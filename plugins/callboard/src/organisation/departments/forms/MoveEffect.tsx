import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DepartmentNode } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import { useDepartments } from '../DepartmentsContext';
import { getMoveSize } from '../model/getMoveSize';
import { callboardDepartmentsTranslationRef } from '../translation';
import { useSizeLabels } from '../useSizeLabels';
import { MoveMemberships } from './MoveMemberships';

/** The size of a move, its change of level and its consequences. */
export function MoveEffect(props: {
  department: DepartmentNode;
  /** Undefined until a target is selected. */
  parentId: string | null | undefined;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { index } = useDepartments();
  const { department, parentId } = props;
  const sizeLabels = useSizeLabels();
  const entry = index.entries.get(department.id);
  const from = entry?.path.length ?? department.level;
  const to =
    parentId === undefined
      ? undefined
      : (index.entries.get(parentId ?? '')?.path.length ?? 0) + 1;
  return (
    <Box role="status" sx={{ typography: 'body2' }}>
      {entry && (
        <Box sx={{ fontWeight: 600 }}>
          {t('move.size', { size: sizeLabels(getMoveSize(entry)) })}
        </Box>
      )}
      {to !== undefined && to !== from && (
        <Box>{t('move.levels', { from: String(from), to: String(to) })}</Box>
      )}
      {parentId !== undefined && (
        <MoveMemberships id={department.id} parentId={parentId} />
      )}
      <Box sx={{ color: 'text.secondary' }}>{t('move.follows')}</Box>
    </Box>
  );
}
