import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DepartmentNode } from '@callboard/plugin-callboard-common';
import {
  oneLine,
  ErrorBoundary,
  formatCount,
  PersonAvatar,
} from '@callboard/plugin-callboard-react';
import ExpandLessIcon from '@mui/icons-material/ExpandLess';
import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import GroupsOutlinedIcon from '@mui/icons-material/GroupsOutlined';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Stack from '@mui/material/Stack';
import { Handle, Position, type NodeProps } from '@xyflow/react';
import { memo } from 'react';
import type { SxProps, Theme } from '@mui/material/styles';
import { useDepartments } from '../DepartmentsContext';
import {
  InactiveBadge,
  HighlightedText,
  useDepartmentLabel,
} from '../DepartmentLabels';
import { callboardDepartmentsTranslationRef } from '../translation';
import { useChart } from './useChartNavigation';
import type { DepartmentCard } from './layoutChart';

function getCardStyle(card: {
  isSelected: boolean;
  isFound: boolean;
  isActive: boolean;
}): SxProps<Theme> {
  return theme => ({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    justifyContent: 'center',
    gap: 0.75,
    width: '100%',
    height: '100%',
    px: 1.5,
    pb: 0.5,
    pointerEvents: 'all',
    textAlign: 'start',
    typography: 'body2',
    color: card.isActive ? 'text.primary' : 'text.secondary',
    bgcolor: 'background.paper',
    border: 1,
    borderStyle: card.isActive ? 'solid' : 'dashed',
    borderColor: card.isSelected ? 'primary.main' : 'divider',
    borderRadius: 1,
    boxShadow: [
      card.isSelected && `0 0 0 1px ${theme.palette.primary.main}`,
      card.isFound && `0 0 0 4px ${theme.palette.warning.light}`,
    ]
      .filter(Boolean)
      .join(', '),
    '&:hover': { borderColor: 'text.secondary' },
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 2,
    },
  });
}

/** Hides the handles at the ends of lines. React Flow needs them, but users cannot draw lines. */
const invisible = { visibility: 'hidden' } as const;

function Manager(props: { node: DepartmentNode }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { manager_ref: ref, manager_name: name } = props.node;
  return ref ? (
    <>
      <PersonAvatar userRef={ref} name={name ?? ref} size={20} />
      <Box component="span" sx={oneLine}>
        {name ?? ref}
      </Box>
    </>
  ) : (
    <Box component="span" sx={{ color: 'text.secondary' }}>
      {t('facts.noManager')}
    </Box>
  );
}

function ExpandButton(props: { node: DepartmentNode; isExpanded: boolean }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { node, isExpanded } = props;
  const { toggle } = useChart();
  const Icon = isExpanded ? ExpandLessIcon : ExpandMoreIcon;
  return (
    <ButtonBase
      // The keys + and - do the same while the card has the focus.
      tabIndex={-1}
      aria-expanded={isExpanded}
      aria-label={t('chart.descendants', { name: node.name })}
      onClick={() => toggle(node.id)}
      sx={{
        position: 'absolute',
        left: '50%',
        bottom: 0,
        transform: 'translate(-50%, 50%)',
        pointerEvents: 'all',
        height: 24,
        px: 0.75,
        border: 1,
        borderColor: 'divider',
        borderRadius: 3,
        bgcolor: 'background.paper',
        typography: 'caption',
        fontVariantNumeric: 'tabular-nums',
      }}
    >
      {formatCount(node.children.length)}
      <Icon sx={{ fontSize: 16 }} />
    </ButtonBase>
  );
}

function Card(props: NodeProps<DepartmentCard>) {
  const { entry, isExpanded, isFound } = props.data;
  const { node } = entry;
  const { urlState } = useDepartments();
  const { activeId, setActive } = useChart();
  const getDepartmentLabel = useDepartmentLabel();
  const isSelected = urlState.selectedId === node.id;
  return (
    <>
      <Handle type="target" position={Position.Top} style={invisible} />
      <ButtonBase
        data-card={node.id}
        aria-label={getDepartmentLabel(node)}
        aria-pressed={isSelected}
        tabIndex={activeId === node.id ? 0 : -1}
        onFocus={() => setActive(node.id)}
        onClick={() => urlState.select(node.id)}
        sx={getCardStyle({ isSelected, isFound, isActive: node.is_active })}
      >
        <Box
          component="span"
          title={node.name}
          sx={{ ...oneLine, width: '100%', fontWeight: 600 }}
        >
          <HighlightedText text={node.name} searchTerm={urlState.search} />
        </Box>
        <Stack
          component="span"
          direction="row"
          alignItems="center"
          gap={0.75}
          sx={{ width: '100%' }}
        >
          <Manager node={node} />
          {!node.is_active && <InactiveBadge />}
          <Stack
            component="span"
            direction="row"
            alignItems="center"
            gap={0.5}
            sx={{
              ml: 'auto',
              color: 'text.secondary',
              fontVariantNumeric: 'tabular-nums',
            }}
          >
            <GroupsOutlinedIcon sx={{ fontSize: 16 }} aria-hidden />
            {formatCount(node.staff_count_recursive)}
          </Stack>
        </Stack>
      </ButtonBase>
      {node.children.length > 0 && (
        <ExpandButton node={node} isExpanded={isExpanded} />
      )}
      <Handle type="source" position={Position.Bottom} style={invisible} />
    </>
  );
}

export const ChartCard = memo((props: NodeProps<DepartmentCard>) => (
  <ErrorBoundary resetKey={props.data.entry}>
    <Card {...props} />
  </ErrorBoundary>
));
