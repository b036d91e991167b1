import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import {
  toCountParams,
  formatCount,
  SelectionBar,
} from '@callboard/plugin-callboard-react';
import ArrowDropDownIcon from '@mui/icons-material/ArrowDropDown';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useState } from 'react';
import { MenuBackContext } from '../pickers/MenuFrame';
import { callboardWorkTranslationRef } from '../translation';
import { bulkFields, type BulkField, BulkFieldMenu } from './BulkFieldMenu';
import { useBulkChange } from './useBulkChange';

/** The number of fields that have their own button in wide windows. */
const MAX_BUTTONS = 4;

interface OpenField {
  field: BulkField;
  /** The items selected when the menu opened. A refetch may remove them from the list. */
  items: readonly WorkItem[];
  anchor: Element;
  isFromMore?: boolean;
}

export function BulkBar(props: {
  items: readonly WorkItem[];
  /** Called with the ids that stay selected. */
  onSelectionChange: (ids: readonly string[]) => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { items, onSelectionChange } = props;
  const [openField, setOpenField] = useState<OpenField>();
  const [moreAnchor, setMoreAnchor] = useState<Element | null>(null);
  const bulk = useBulkChange(onSelectionChange);
  const count = items.length;
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('sm'));
  const buttonCount = isNarrow ? 1 : MAX_BUTTONS;
  const returnToMore = () => {
    setMoreAnchor(openField?.anchor ?? null);
    setOpenField(undefined);
  };
  if (count === 0 && !openField && !bulk.isBusy) {
    return null;
  }
  return (
    <SelectionBar
      label={t('bulk.region')}
      status={
        bulk.isBusy
          ? t('bulk.progress', {
              done: formatCount(bulk.processedCount),
              total: formatCount(count),
            })
          : t('bulk.selected', toCountParams(count))
      }
    >
      {bulkFields.slice(0, buttonCount).map(field => (
        <Button
          key={field}
          size="small"
          variant="outlined"
          aria-haspopup="dialog"
          aria-disabled={bulk.isBusy}
          onClick={event =>
            !bulk.isBusy &&
            setOpenField({ field, items, anchor: event.currentTarget })
          }
        >
          {t('pick.set', { field: t(`field.${field}`) })}
        </Button>
      ))}
      <Button
        size="small"
        variant="outlined"
        aria-haspopup="menu"
        aria-expanded={moreAnchor !== null}
        aria-disabled={bulk.isBusy}
        endIcon={<ArrowDropDownIcon />}
        onClick={event => !bulk.isBusy && setMoreAnchor(event.currentTarget)}
      >
        {t('bulk.more')}
      </Button>
      <Button size="small" onClick={() => onSelectionChange([])}>
        {t('bulk.clear')}
      </Button>
      <Menu
        open={moreAnchor !== null}
        anchorEl={moreAnchor}
        onClose={() => setMoreAnchor(null)}
        anchorOrigin={{ vertical: 'top', horizontal: 'left' }}
        transformOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      >
        {bulkFields.slice(buttonCount).map(field => (
          <MenuItem
            key={field}
            onClick={() => {
              setMoreAnchor(null);
              setOpenField(
                moreAnchor
                  ? { field, items, anchor: moreAnchor, isFromMore: true }
                  : undefined,
              );
            }}
          >
            {t(`field.${field}`)}
          </MenuItem>
        ))}
        <Divider />
        <MenuItem
          onClick={() => {
            setMoreAnchor(null);
            bulk.run(items, { archived_at: new Date().toISOString() });
          }}
        >
          {t('bulk.archive')}
        </MenuItem>
      </Menu>
      {openField && (
        <MenuBackContext.Provider
          value={openField.isFromMore ? returnToMore : undefined}
        >
          <BulkFieldMenu
            field={openField.field}
            items={openField.items}
            anchor={openField.anchor}
            onChange={changes => bulk.run(openField.items, changes)}
            onClose={() => setOpenField(undefined)}
          />
        </MenuBackContext.Provider>
      )}
    </SelectionBar>
  );
}
