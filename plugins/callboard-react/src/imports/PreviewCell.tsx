import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ErrorOutlineIcon from '@mui/icons-material/ErrorOutline';
import Box from '@mui/material/Box';
import { alpha } from '@mui/material/styles';
import { callboardImportTranslationRef } from './importTranslation';

/** For people who see neither bold text nor a frame. */
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

/** A cell of the file; marked where it is wrong or changes something. */
export function PreviewCell(props: {
  value: string | undefined;
  error: string | undefined;
  isChanged: boolean;
}) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { value, error, isChanged } = props;
  if (!error) {
    return (
      <Box title={value} sx={{ ...oneLine, fontWeight: isChanged ? 700 : 400 }}>
        {value}
        {isChanged && <span style={unseen}> ({t('preview.changed')})</span>}
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
