import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ErrorOutlineIcon from '@mui/icons-material/ErrorOutline';
import Box from '@mui/material/Box';
import { alpha } from '@mui/material/styles';
import { callboardImportTranslationRef } from './importTranslation';

/** Visually hidden text for screen readers, which announce neither bold text nor a frame. */
const unseen = {
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
} as const;

const oneLine = {
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
} as const;

/** A cell of the file; it marks errors and shows the value that it replaces. */
export function PreviewCell(props: {
  value: string | undefined;
  error: string | undefined;
  /** The value before the import; undefined if it does not change. */
  before: string | undefined;
}) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { value, error, before } = props;
  if (!error) {
    return (
      <Box
        title={before === undefined ? value : `${before || '–'} → ${value}`}
        sx={oneLine}
      >
        {before !== undefined && (
          <>
            <Box component="span" sx={{ color: 'text.secondary' }}>
              <span style={unseen}>{t('preview.before')} </span>
              {before || '–'}
            </Box>
            {' → '}
          </>
        )}
        <Box
          component="span"
          sx={{ fontWeight: before === undefined ? 400 : 700 }}
        >
          {value}
        </Box>
      </Box>
    );
  }
  return (
    <Box
      title={error}
      sx={theme => ({
        display: 'flex',
        alignItems: 'center',
        gap: 0.5,
        mx: '-5px',
        px: 0.5,
        border: 1,
        borderRadius: 0.5,
        borderColor: 'error.main',
        bgcolor: alpha(theme.palette.error.main, 0.08),
      })}
    >
      <ErrorOutlineIcon aria-hidden color="error" sx={{ fontSize: 16 }} />
      <Box sx={{ ...oneLine, minHeight: '1lh' }}>
        {value}
        <span style={unseen}> ({t('preview.wrong')})</span>
      </Box>
    </Box>
  );
}
