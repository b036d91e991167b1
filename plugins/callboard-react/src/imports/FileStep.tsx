import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import FileDownloadOutlinedIcon from '@mui/icons-material/FileDownloadOutlined';
import Typography from '@mui/material/Typography';
import CloseIcon from '@mui/icons-material/Close';
import DescriptionOutlinedIcon from '@mui/icons-material/DescriptionOutlined';
import UploadFileOutlinedIcon from '@mui/icons-material/UploadFileOutlined';
import IconButton from '@mui/material/IconButton';
import { useEffect, useRef, useState, type DragEvent } from 'react';
import { visuallyHidden } from '../table/visuallyHidden';
import { saveFile } from '../exports/saveFile';
import { formatBytes, formatCount } from '../text/formatNumbers';
import {
  type ExistingRows,
  existingRowsOptions,
  type ImportKind,
  type Import,
  useFileLimits,
  IMPORT_EXTENSIONS,
} from './useImport';
import { BusyBar } from './importStep';
import { formatCsv } from './previewRows';
import { callboardImportTranslationRef } from './importTranslation';

function SelectedFile(props: { file: File; onRemove: () => void }) {
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

function DropZone(props: {
  kind: ImportKind;
  file: File | undefined;
  onChoose: (file: File | undefined) => void;
  disabled: boolean;
  hasFocus: boolean;
}) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { kind, file, disabled, hasFocus, onChoose } = props;
  const limits = useFileLimits(kind);
  const input = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (hasFocus) {
      button.current?.focus();
    }
  }, [hasFocus]);
  const [isDraggedOver, setDraggedOver] = useState(false);

  function handleDrop(event: DragEvent) {
    event.preventDefault();
    setDraggedOver(false);
    const dropped = event.dataTransfer.files[0];
    if (dropped && !disabled) {
      onChoose(dropped);
    }
  }
  return (
    <Box
      onDragOver={event => {
        event.preventDefault();
        setDraggedOver(!disabled);
      }}
      onDragLeave={() => setDraggedOver(false)}
      onDrop={handleDrop}
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
        borderColor: isDraggedOver ? 'primary.main' : 'divider',
        bgcolor: isDraggedOver ? 'action.hover' : undefined,
        typography: 'body2',
      }}
    >
      {file ? (
        <SelectedFile
          file={file}
          onRemove={() => {
            onChoose(undefined);
            button.current?.focus();
          }}
        />
      ) : (
        <>
          <UploadFileOutlinedIcon aria-hidden color="action" />
          {t('file.drop')}
        </>
      )}
      <Button
        ref={button}
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
          const selectedFile = field.files?.[0];
          // Allows the same file to be selected again after a correction.
          field.value = '';
          if (selectedFile) {
            onChoose(selectedFile);
          }
        }}
        sx={visuallyHidden}
      />
      <Box sx={{ color: 'text.secondary', typography: 'caption' }}>
        {t('file.limits', { ...limits, rows: formatCount(kind.maxRows) })}
      </Box>
    </Box>
  );
}

function ColumnHelp(props: { kind: ImportKind }) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { columns, fileName } = props.kind;
  const download = () =>
    saveFile(
      new Blob([formatCsv([columns.map(({ name }) => name)])], {
        type: 'text/csv',
      }),
      `${fileName}_template.csv`,
    );
  return (
    <Box component="section" aria-labelledby="callboard-import-columns">
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          justifyContent: 'space-between',
          gap: 1,
        }}
      >
        <Typography
          id="callboard-import-columns"
          variant="subtitle1"
          component="h3"
          sx={{ m: 0, fontWeight: 600 }}
        >
          {t('columns.title')}
        </Typography>
        <Button
          startIcon={<FileDownloadOutlinedIcon />}
          title={t('file.templateHint')}
          onClick={download}
        >
          {t('file.template')}
        </Button>
      </Box>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
        {t('columns.intro')}
      </Typography>
      <Box
        component="dl"
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: '1fr', sm: 'max-content 1fr' },
          columnGap: 3,
          rowGap: { xs: 0, sm: 0.75 },
          m: 0,
          typography: 'body2',
          '& dd': { m: 0, mb: { xs: 1, sm: 0 }, color: 'text.secondary' },
        }}
      >
        {columns.map(({ name, hint, isRequired }) => (
          <Box key={name} sx={{ display: 'contents' }}>
            <dt>
              <code>{name}</code>
              {isRequired && <strong> {t('columns.required')}</strong>}
            </dt>
            <dd>{hint}</dd>
          </Box>
        ))}
      </Box>
    </Box>
  );
}

function ExistingRowsChoice(props: {
  value: ExistingRows;
  onChange: (value: ExistingRows) => void;
  disabled: boolean;
}) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  return (
    <FormControl disabled={props.disabled}>
      <FormLabel
        id="callboard-import-existing"
        sx={{ typography: 'subtitle1', fontWeight: 600, color: 'text.primary' }}
      >
        {t('existing.label')}
      </FormLabel>
      <RadioGroup
        aria-labelledby="callboard-import-existing"
        value={props.value}
        onChange={(_, value) => props.onChange(value as ExistingRows)}
      >
        {existingRowsOptions.map(choice => (
          <FormControlLabel
            key={choice}
            value={choice}
            control={<Radio size="small" />}
            label={
              <Box component="span" sx={{ typography: 'body2' }}>
                {t(`existing.${choice}`)}{' '}
                <Box component="span" sx={{ color: 'text.secondary' }}>
                  {t(`existing.${choice}Hint`)}
                </Box>
              </Box>
            }
          />
        ))}
      </RadioGroup>
    </FormControl>
  );
}

export function FileStep(props: {
  kind: ImportKind;
  run: Import;
  /** Whether the step takes the focus, because the user has returned to it. */
  hasFocus: boolean;
}) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { kind, run } = props;
  const isBusy = run.busy !== undefined;
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', lg: 'minmax(0, 5fr) minmax(0, 6fr)' },
        columnGap: 6,
        rowGap: 4,
        alignItems: 'start',
      }}
    >
      <Stack spacing={2}>
        <DropZone
          kind={kind}
          file={run.file}
          onChoose={run.choose}
          disabled={isBusy}
          hasFocus={props.hasFocus}
        />
        {run.problem && <Alert severity="error">{run.problem}</Alert>}
        {!kind.hasOnlyNewRows && (
          <ExistingRowsChoice
            value={run.existing}
            onChange={run.setExisting}
            disabled={isBusy}
          />
        )}
        <Box>
          <BusyBar run={run} />
          <Button
            variant="contained"
            disabled={!run.file}
            // `disabled` would remove the focus from the button.
            aria-disabled={isBusy}
            onClick={run.check}
          >
            {t('file.preview')}
          </Button>
        </Box>
      </Stack>
      <ColumnHelp kind={kind} />
    </Box>
  );
}
