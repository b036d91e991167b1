import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import { useContext, type ReactNode } from 'react';
import { WorkProjectContext } from '../data/WorkProject';
import type { ItemField } from '../pickers/ItemField';
import { callboardWorkTranslationRef } from '../translation';

/** Opens the menu of an item's field next to the clicked element. */
export type OpenFieldMenu = (
  item: WorkItem,
  field: ItemField,
  anchor: Element,
) => void;

/**
 * A value in a row; a click opens the menu to change it. The value is not a tab stop, so that Tab
 * leaves the table at once. Keyboard users press the shortcuts of the row instead.
 */
export function InlineField(props: {
  item: WorkItem;
  field: ItemField;
  text: string;
  /** Unset fields take no space in stacked rows. */
  isUnset?: boolean;
  onEdit?: OpenFieldMenu;
  children: ReactNode;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { item, field, text, isUnset } = props;
  // Outside a project, as on My work, permissions are unknown here: the server rejects a change
  // that is not allowed.
  const scope = useContext(WorkProjectContext);
  const onEdit = !scope || scope.canChange(item) ? props.onEdit : undefined;
  const style = {
    display: 'inline-flex',
    alignItems: 'center',
    verticalAlign: 'middle',
    justifyContent: field === 'estimate' ? 'flex-end' : 'flex-start',
    maxWidth: '100%',
    minWidth: 0,
    font: 'inherit',
    textAlign: 'start',
  } as const;
  if (!onEdit) {
    return (
      <Box component="span" data-unset={isUnset || undefined} sx={style}>
        {props.children}
      </Box>
    );
  }
  return (
    <Box
      // A list can contain thousands of these buttons, and a MUI button would render twice.
      component="button"
      type="button"
      tabIndex={-1}
      data-field={field}
      data-unset={isUnset || undefined}
      aria-label={t('pick.of', {
        field: t(`field.${field}`),
        item: item.identifier,
        value: text,
      })}
      onClick={event => onEdit(item, field, event.currentTarget)}
      sx={{
        ...style,
        border: 0,
        py: 0,
        background: 'none',
        color: 'inherit',
        cursor: 'pointer',
        minHeight: 28,
        minWidth: 28,
        // Aligns the value with values that cannot be clicked.
        px: 0.75,
        mx: -0.75,
        maxWidth: ({ spacing }) => `calc(100% + ${spacing(1.5)})`,
        borderRadius: 1,
        '&:hover': { bgcolor: 'action.hover' },
      }}
    >
      {props.children}
    </Box>
  );
}
