import { Row } from '@callboard/plugin-callboard-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ArrowDownwardIcon from '@mui/icons-material/ArrowDownward';
import ArrowUpwardIcon from '@mui/icons-material/ArrowUpward';
import DeleteOutlineIcon from '@mui/icons-material/DeleteOutline';
import EditOutlinedIcon from '@mui/icons-material/EditOutlined';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import type { ReactNode } from 'react';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';
import { UserChip } from './users';
import type { Setting } from './useSettingActions';

interface RowProps {
  resource: Setting;
  icon: ReactNode;
  note: string;
  /** Absent if the user may not change the setting. */
  onEdit?: () => void;
  /** Absent if the user may not delete the setting. */
  onDelete?: () => void;
  /** Moves the setting up; undefined for the first setting. */
  onUp?: () => void;
  /** Moves the setting down; undefined for the last setting. */
  onDown?: () => void;
  canMove: boolean;
}

function RowActions(props: RowProps) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { name } = props.resource;
  const moves = [
    ['up', ArrowUpwardIcon, props.onUp],
    ['down', ArrowDownwardIcon, props.onDown],
  ] as const;
  return (
    <Box sx={{ display: 'flex', flexShrink: 0 }}>
      {props.canMove &&
        moves.map(([direction, Icon, move]) => (
          <IconButton
            key={direction}
            size="small"
            aria-label={t(`row.${direction}`, { name })}
            // Not `disabled`: at the first or last position, the button would lose the focus.
            aria-disabled={!move}
            onClick={move}
            sx={{ opacity: move ? 1 : 0.3 }}
          >
            <Icon fontSize="small" />
          </IconButton>
        ))}
      {props.onEdit && (
        <IconButton
          size="small"
          aria-label={t('row.edit', { name })}
          onClick={props.onEdit}
        >
          <EditOutlinedIcon fontSize="small" />
        </IconButton>
      )}
      {props.onDelete && (
        <IconButton
          size="small"
          aria-label={t('row.delete', { name })}
          onClick={props.onDelete}
        >
          <DeleteOutlineIcon fontSize="small" />
        </IconButton>
      )}
    </Box>
  );
}

export function SettingRow(props: RowProps) {
  const { resource } = props;
  return (
    <Row
      component="li"
      columnGap={1}
      rowGap={0}
      sx={{
        minHeight: 44,
        borderBottom: 1,
        borderColor: 'divider',
        typography: 'body2',
      }}
    >
      <Box
        component="span"
        sx={{
          display: 'inline-flex',
          fontSize: 18,
          '&:empty': { display: 'none' },
        }}
      >
        {props.icon}
      </Box>
      <Box component="span" sx={{ overflowWrap: 'anywhere', minWidth: 0 }}>
        {resource.name}
      </Box>
      <Row
        component="span"
        columnGap={1}
        rowGap={0}
        sx={{ color: 'text.secondary', flex: 1 }}
      >
        {props.note}
        {'lead_ref' in resource && resource.lead_ref && (
          <UserChip userRef={resource.lead_ref} size={20} />
        )}
      </Row>
      <RowActions {...props} />
    </Row>
  );
}
