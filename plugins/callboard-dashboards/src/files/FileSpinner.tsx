import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  callboardReactTranslationRef,
  visuallyHidden,
  useDownloadText,
  type Download,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import CircularProgress from '@mui/material/CircularProgress';
import Tooltip from '@mui/material/Tooltip';
import { useProgressText } from './useProgressText';

/** A small indicator of a running download. */
export function FileSpinner(props: { underWay: Download | undefined }) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const downloadText = useDownloadText();
  const { underWay } = props;
  const progress = useProgressText()(underWay);
  return (
    <>
      {underWay && (
        <Tooltip title={progress}>
          <CircularProgress
            size={16}
            aria-label={t('export.running')}
            aria-valuetext={progress}
            sx={{ flexShrink: 0 }}
          />
        </Tooltip>
      )}
      <Box role="status" sx={visuallyHidden}>
        {downloadText(underWay)}
      </Box>
    </>
  );
}
