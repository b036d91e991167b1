import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatBytes } from '../text/formatBytes';
import { formatCount } from '../text/formatCount';
import CloseIcon from '@mui/icons-material/Close';
import DescriptionOutlinedIcon from '@mui/icons-material/DescriptionOutlined';
import UploadFileOutlinedIcon from '@mui/icons-material/UploadFileOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { useRef, useState, type DragEvent } from 'react';
import { IMPORT_EXTENSIONS } from './findFileProblem';
import type { ImportKind } from './ImportKind';
import { callboardImportTranslationRef } from './importTranslation';
import { useFileLimits } from './useFileLimits';

const unseen = {
  position: 'absolute',
  width: 1,
  height: 1,
  opacity: 0,
} as const;

function Chosen(props: { file: File; onRemove: () => void }) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { file } = props;
  return (
    <Box
      sx={{ display: 'flex', alignItems: 'center', gap: 1, maxWidth: '100%' }}
    >
      <DescriptionOutlinedIcon aria-hidden color="action" />
      <Box sx={{ minWidth: 0, overflowWrap: 'anywhere', fontWeight: 600 }}>
        {file.name}
      </Box>
      <Box sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
        {formatBytes(file.size)}
      </Box>
      <IconButton
        size="small"
        aria-label={t('file.remove', { name: file.name })}
        onClick={props.onRemove}
      >
        <CloseIcon fontSize="small" />
      </IconButton>
    </Box>
  );
}

/** Accepts a file by drop or file dialog. */
export function DropZone(props: {
  kind: ImportKind;
  file: File | undefined;
  onChoose: (file: File | undefined) => void;
  disabled: boolean;
}) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { kind, file, disabled, onChoose } = props;
  const limits = useFileLimits(kind);
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const dropped = event.dataTransfer.files[0];
    if (dropped && !disabled) {
      onChoose(dropped);
    }
  }
  return (
    <Box
      onDragOver={event => {
        event.preventDefault();
        setOver(!disabled);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      sx={{
        position: 'relative',
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'center',
        justifyContent: 'center',
        gap: 1,
        p: 3,
        minHeight: 176,
        textAlign: 'center',
        border: 2,
        borderStyle: 'dashed',
        borderRadius: 1,
        borderColor: isOver ? 'primary.main' : 'divider',
        bgcolor: isOver ? 'action.hover' : undefined,
        typography: 'body2',
      }}
    >
      {file ? (
        <Chosen file={file} onRemove={() => onChoose(undefined)} />
      ) : (
        <>
          <UploadFileOutlinedIcon aria-hidden color="action" />
          {t('file.drop')}
        </>
      )}
      <Button
        variant="outlined"
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        {file ? t('file.other') : t('file.choose')}
      </Button>
      <Box
        component="input"
        ref={input}
        type="file"
        tabIndex={-1}
        aria-label={t('file.field')}
        accept={IMPORT_EXTENSIONS.join(',')}
        disabled={disabled}
        onChange={event => {
          const field = event.target as HTMLInputElement;
          const chosen = field.files?.[0];
          // Allows the same file to be selected again after a correction.
          field.value = '';
          if (chosen) {
            onChoose(chosen);
          }
        }}
        sx={unseen}
      />
      <Box sx={{ color: 'text.secondary', typography: 'caption' }}>
        {t('file.limits', { ...limits, rows: formatCount(kind.maxRows) })}
      </Box>
    </Box>
  );
}
