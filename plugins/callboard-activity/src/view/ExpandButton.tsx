import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Activity } from '@callboard/plugin-callboard-common';
import ExpandMoreIcon from '@mui/icons-material/ExpandMore';
import IconButton from '@mui/material/IconButton';
import { createContext, useContext } from 'react';
import { callboardActivityTranslationRef } from '../translation';
import type { ExpandedRows } from './useExpandedRows';

/** A context, so that toggling rerenders only the buttons and not the cells. */
export const ExpandedRowsContext = createContext<ExpandedRows>({
  isExpanded: () => false,
  toggle: () => {},
  onKeyDown: () => {},
});

/** Expands a row to show the details of its bulk action. */
export function ExpandButton(props: { row: Activity }) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const expanded = useContext(ExpandedRowsContext);
  const isExpanded = expanded.isExpanded(props.row);
  return (
    <IconButton
      size="small"
      tabIndex={-1}
      aria-expanded={isExpanded}
      aria-label={t('columns.expand')}
      title={t('columns.expand')}
      onClick={() => expanded.toggle(props.row)}
      sx={{ p: 0.25, mr: 0.5, flexShrink: 0 }}
    >
      <ExpandMoreIcon
        fontSize="small"
        sx={{ transform: isExpanded ? 'rotate(180deg)' : undefined }}
      />
    </IconButton>
  );
}
