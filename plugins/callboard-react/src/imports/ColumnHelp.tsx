import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { saveFile } from '../exports/saveFile';
import FileDownloadOutlinedIcon from '@mui/icons-material/FileDownloadOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { ImportKind } from './ImportKind';
import { callboardImportTranslationRef } from './importTranslation';
import { formatTemplateCsv } from './formatTemplateCsv';

/** The columns that a file can have, with a template to download. */
export function ColumnHelp(props: { kind: ImportKind }) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { columns, fileName } = props.kind;
  const download = () =>
    saveFile(
      new Blob([formatTemplateCsv(columns)], { type: 'text/csv' }),
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
