import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import ButtonBase from '@mui/material/ButtonBase';
import { useState, type ReactNode } from 'react';
import { FieldMenu } from '../pickers/FieldMenu';
import type { ItemField } from '../pickers/ItemField';
import { callboardWorkTranslationRef } from '../translation';
import type { ItemEdit } from './useItemEdit';

/** A property with a menu to change it. */
export function PropertyButton(props: {
  item: WorkItem;
  field: ItemField;
  edit: ItemEdit;
  mayWrite: boolean;
  /** The button's name; missing if it contains the value. */
  label?: string;
  /** The value; the field shows a placeholder where it is empty. */
  children?: ReactNode;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { item, field, edit, label } = props;
  const [anchor, setAnchor] = useState<Element | null>(null);
  const shown = props.children || t(`none.${field}`);
  if (!props.mayWrite) {
    return <>{shown}</>;
  }
  return (
    <>
      <ButtonBase
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        aria-label={label}
        aria-describedby={label ? undefined : `property-${field}`}
        onClick={event => setAnchor(event.currentTarget)}
        sx={theme => ({
          font: 'inherit',
          textAlign: 'start',
          justifyContent: 'flex-start',
          minHeight: 30,
          maxWidth: '100%',
          px: 1,
          mx: -1,
          borderRadius: 1,
          '&:hover': { bgcolor: 'action.hover' },
          '&:focus-visible': {
            outline: `2px solid ${theme.palette.primary.main}`,
          },
        })}
      >
        {shown}
      </ButtonBase>
      <span id={`property-${field}`} hidden>
        {t('pick.set', { field: t(`field.${field}`) })}
      </span>
      {anchor && (
        <FieldMenu
          field={field}
          anchor={anchor}
          values={item}
          onChange={patch => edit.save(patch)}
          onClose={() => setAnchor(null)}
        />
      )}
    </>
  );
}
