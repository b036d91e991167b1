import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type DepartmentNode,
  endpoints,
} from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  formatCount,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import Box from '@mui/material/Box';
import { DepartmentPicker } from '../../staff/DepartmentPicker';
import type { Move } from '../useMoves';
import { useDepartments } from '../DepartmentsContext';
import { findMoveProblem, getMoveSize } from '../moveInTree';
import { callboardDepartmentsTranslationRef } from '../translation';
import { useSizeLabels } from '../DepartmentLabels';

/**
 * The number of memberships that a move grants and revokes. A failed preview does not block the
 * move, because the server checks the move again.
 */
function MoveMemberships(props: { id: string; parentId: string | null }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { workspace } = useDepartments();
  const { data } = useCallboardQuery(
    endpoints.previewDepartmentMove,
    {
      params: { slug: workspace.slug, id: props.id },
      body: { parent_id: props.parentId },
    },
    { staleTime: 0, retry: false },
  );
  // Reserves the height, so that the response does not shift the content below.
  return (
    <Box sx={{ minHeight: '1.43em' }}>
      {data &&
        (data.memberships_added + data.memberships_removed === 0
          ? t('move.noMemberships')
          : t('move.memberships', {
              added: formatCount(data.memberships_added),
              removed: formatCount(data.memberships_removed),
            }))}
    </Box>
  );
}

function MoveEffect(props: {
  department: DepartmentNode;
  parentId: string | null | undefined;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { index } = useDepartments();
  const { department, parentId } = props;
  const formatSize = useSizeLabels();
  const entry = index.entries.get(department.id);
  const levelBefore = entry?.path.length ?? department.level;
  const levelAfter =
    parentId === undefined
      ? undefined
      : (index.entries.get(parentId ?? '')?.path.length ?? 0) + 1;
  return (
    <Box role="status" sx={{ typography: 'body2' }}>
      {entry && (
        <Box sx={{ fontWeight: 600 }}>
          {t('move.size', { size: formatSize(getMoveSize(entry)) })}
        </Box>
      )}
      {levelAfter !== undefined && levelAfter !== levelBefore && (
        <Box>
          {t('move.levels', {
            from: String(levelBefore),
            to: String(levelAfter),
          })}
        </Box>
      )}
      {parentId !== undefined && (
        <MoveMemberships id={department.id} parentId={parentId} />
      )}
      <Box sx={{ color: 'text.secondary' }}>{t('move.follows')}</Box>
    </Box>
  );
}

interface Destination {
  /** Whether the destination is the top level; `parentId` is then ignored. */
  isTop: boolean;
  parentId: string | undefined;
}

function DestinationFields(props: {
  department: DepartmentNode;
  value: Destination;
  onChange: (value: Destination) => void;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { index, workspace } = useDepartments();
  const { department, value, onChange } = props;
  const findProblem = (parentId: string) => {
    const problem = findMoveProblem(index, department.id, parentId);
    return problem && t(`move.problem.${problem}`);
  };
  return (
    <>
      {department.parent_id !== null && (
        <RadioGroup
          row
          aria-label={t('move.where')}
          value={value.isTop ? 'top' : 'department'}
          onChange={(_, choice) =>
            onChange({ ...value, isTop: choice === 'top' })
          }
        >
          {(['department', 'top'] as const).map(choice => (
            <FormControlLabel
              key={choice}
              value={choice}
              control={<Radio size="small" />}
              label={t(choice === 'top' ? 'move.top' : 'move.descendants')}
              slotProps={{ typography: { variant: 'body2' } }}
            />
          ))}
        </RadioGroup>
      )}
      {!value.isTop && (
        <DepartmentPicker
          workspace={workspace.slug}
          label={t('move.parent')}
          value={value.parentId}
          onChange={parentId => onChange({ ...value, parentId })}
          findProblem={findProblem}
        />
      )}
    </>
  );
}

/**
 * Shows the effect of a move before confirmation. Asks for the target, unless the department was
 * dropped on a target.
 */
export function MoveDialog(props: {
  department: DepartmentNode;
  /** The drop target, null for the top level; absent if the dialog asks for the target. */
  to?: string | null;
  onMove: (move: Move) => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { index } = useDepartments();
  const { department, to } = props;
  const [chosen, setChosen] = useState<Destination>({
    isTop: false,
    parentId: undefined,
  });
  const chosenId = chosen.isTop ? null : chosen.parentId;
  const parentId = to === undefined ? chosenId : to;
  const isPossible =
    parentId !== undefined && !findMoveProblem(index, department.id, parentId);
  const { name } = department;
  const parentName =
    index.entries.get(parentId ?? '')?.node.name ?? t('topLevel');
  return (
    <FormDialog
      title={
        to === undefined
          ? t('move.title', { name })
          : t('move.titleTo', { name, parent: parentName })
      }
      submitLabel={t('move.submit')}
      isBlocked={!isPossible}
      onSubmit={() => {
        props.onMove({ department, parentId: parentId! });
        props.onClose();
      }}
      onClose={props.onClose}
    >
      <Stack spacing={2}>
        {to === undefined && (
          <DestinationFields
            department={department}
            value={chosen}
            onChange={setChosen}
          />
        )}
        <MoveEffect
          department={department}
          parentId={isPossible ? parentId : undefined}
        />
      </Stack>
    </FormDialog>
  );
}
