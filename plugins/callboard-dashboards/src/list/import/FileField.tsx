import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { visuallyHidden } from '@callboard/plugin-callboard-react';
import UploadFileOutlinedIcon from '@mui/icons-material/UploadFileOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useRef, useState } from 'react';
import { callboardDashboardsListTranslationRef } from '../listTranslation';

/** Takes a file: dropped, or chosen with the button. */
export function FileField(props: {
  /** The name of the file that is chosen. */
  chosen: string | undefined;
  onChoose: (file: File) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { chosen, onChoose } = props;
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  return (
    <Box
      onDragOver={event => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={event => {
        event.preventDefault();
        setOver(false);
        const [dropped] = event.dataTransfer.files;
        if (dropped) {
          onChoose(dropped);
        }
      }}
      sx={{
        position: 'relative',
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'center',
        gap: 1,
        p: 2,
        textAlign: 'center',
        typography: 'body2',
        border: 2,
        borderStyle: 'dashed',
        borderRadius: 1,
        borderColor: isOver ? 'primary.main' : 'divider',
        bgcolor: isOver ? 'action.hover' : undefined,
      }}
    >
      <UploadFileOutlinedIcon aria-hidden color="action" />
      <Box sx={{ maxWidth: '100%', overflowWrap: 'anywhere' }}>
        {chosen ?? t('import.drop')}
      </Box>
      <Button
        variant="outlined"
        size="small"
        onClick={() => input.current?.click()}
      >
        {t(chosen ? 'import.other' : 'import.choose')}
      </Button>
      <Box
        component="input"
        ref={input}
        type="file"
        tabIndex={-1}
        aria-label={t('import.file')}
        accept=".json,application/json"
        onChange={event => {
          const field = event.target as HTMLInputElement;
          const file = field.files?.[0];
          // The same file can be chosen again once it has been corrected.
          field.value = '';
          if (file) {
            onChoose(file);
          }
        }}
        sx={visuallyHidden}
      />
    </Box>
  );
}
