import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { saveFile } from '../exports/saveFile';
import FileDownloadOutlinedIcon from '@mui/icons-material/FileDownloadOutlined';
import Button from '@mui/material/Button';
import { formatFailedRowsCsv } from './formatFailedRowsCsv';
import type { ImportKind } from './ImportKind';
import { callboardImportTranslationRef } from './importTranslation';
import type { PreviewRow } from './PreviewRow';

/** Saves the failed rows, to be corrected and imported again. */
export function DownloadFailed(props: {
  kind: ImportKind;
  rows: PreviewRow[];
}) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { kind, rows } = props;
  const download = () =>
    saveFile(
      new Blob([formatFailedRowsCsv(rows, kind.columns)], { type: 'text/csv' }),
      `${kind.fileName}_failed_rows.csv`,
    );
  return (
    <Button
      variant="outlined"
      startIcon={<FileDownloadOutlinedIcon />}
      onClick={download}
    >
      {t('result.download')}
    </Button>
  );
}
