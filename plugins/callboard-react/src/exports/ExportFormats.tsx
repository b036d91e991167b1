import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ExportFormat } from '@callboard/plugin-callboard-common';
import ArrowDropDownIcon from '@mui/icons-material/ArrowDropDown';
import FileDownloadOutlinedIcon from '@mui/icons-material/FileDownloadOutlined';
import Button from '@mui/material/Button';
import ButtonGroup from '@mui/material/ButtonGroup';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { forwardRef, useId, useState } from 'react';
import { callboardReactTranslationRef } from '../translation';

/** A button for Excel with a menu of the other formats, or a button for the only format. */
export const ExportFormats = forwardRef<
  HTMLButtonElement,
  {
    formats: readonly ExportFormat[];
    /** The button's label if only one format is on offer. */
    label?: string;
    disabled?: boolean;
    onChoose: (format: ExportFormat) => void;
  }
>((props, ref) => {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const menuId = useId();
  const choose = (format: ExportFormat) => {
    setAnchor(null);
    props.onChoose(format);
  };
  const [only, ...others] = props.formats;
  if (only && others.length === 0) {
    return (
      <Button
        ref={ref}
        variant="outlined"
        disabled={props.disabled}
        startIcon={<FileDownloadOutlinedIcon />}
        onClick={() => choose(only)}
        sx={{ minHeight: 37 }}
      >
        {props.label ?? t(`export.${only}`)}
      </Button>
    );
  }
  return (
    <>
      <ButtonGroup
        variant="outlined"
        disabled={props.disabled}
        sx={{ height: 37 }}
      >
        <Button
          ref={ref}
          startIcon={<FileDownloadOutlinedIcon />}
          onClick={() => choose('xlsx')}
        >
          {t('export.toExcel')}
        </Button>
        <Button
          aria-label={t('export.otherFormats')}
          aria-haspopup="menu"
          aria-expanded={Boolean(anchor)}
          aria-controls={anchor ? menuId : undefined}
          onClick={event => setAnchor(event.currentTarget)}
          sx={{ px: 0.5 }}
        >
          <ArrowDropDownIcon />
        </Button>
      </ButtonGroup>
      <Menu
        id={menuId}
        anchorEl={anchor}
        open={Boolean(anchor)}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      >
        {props.formats.map(format => (
          <MenuItem key={format} onClick={() => choose(format)}>
            {t(`export.${format}`)}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
});
