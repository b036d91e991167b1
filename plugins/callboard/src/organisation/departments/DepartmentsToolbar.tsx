import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  ExportButton,
  SearchField,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import AccountTreeOutlinedIcon from '@mui/icons-material/AccountTreeOutlined';
import AddIcon from '@mui/icons-material/Add';
import SegmentOutlinedIcon from '@mui/icons-material/SegmentOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import type { DepartmentsLayout } from './data/useDepartmentsUrl';
import { useDepartments } from './DepartmentsContext';
import { ImportLink } from './ImportLink';
import type { SearchTarget } from './SearchTarget';
import { callboardDepartmentsTranslationRef } from './translation';

const formats = ['xlsx', 'csv'] as const;

const lookStyle = { gap: 0.75, px: 1, height: 36 } as const;

function LookToggle() {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { layout, setLayout } = useDepartments().url;
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={layout}
      aria-label={t('look.label')}
      onChange={(_, chosen: DepartmentsLayout | null) =>
        chosen && setLayout(chosen)
      }
    >
      <ToggleButton value="tree" sx={lookStyle}>
        <SegmentOutlinedIcon fontSize="small" />
        {t('look.tree')}
      </ToggleButton>
      <ToggleButton value="chart" sx={lookStyle}>
        <AccountTreeOutlinedIcon fontSize="small" />
        {t('look.chart')}
      </ToggleButton>
    </ToggleButtonGroup>
  );
}

function DepartmentsExport() {
  const client = useCallboardClient();
  const { workspace, index, matches, url } = useDepartments();
  const { slug } = workspace;
  return (
    <ExportButton
      downloadKey={`departments/${slug}`}
      fallbackName={`departments_${slug}`}
      formats={formats}
      rows={matches ? matches.found.size : index.entries.size}
      open={(format, signal) =>
        client.fetch(
          format === 'csv'
            ? endpoints.exportDepartmentsCsv
            : endpoints.exportDepartmentsXlsx,
          { params: { slug }, query: { search: url.search }, signal },
        )
      }
    />
  );
}

/** Search, choice of tree or chart, and actions on all departments. */
export function DepartmentsToolbar(props: {
  picker: ReactNode;
  target: RefObject<SearchTarget>;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { mayEdit, ask, url } = useDepartments();
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' || event.key === 'ArrowDown') {
      event.preventDefault();
      props.target.current?.focusMatch();
    }
  }
  return (
    <Box
      sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5 }}
    >
      {props.picker}
      <SearchField
        label={t('search.label')}
        placeholder={t('search.hint')}
        value={url.search}
        onChange={url.setSearch}
        onKeyDown={onKeyDown}
      />
      <LookToggle />
      <Box
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, ml: { sm: 'auto' } }}
      >
        <DepartmentsExport />
        {mayEdit && <ImportLink />}
        {mayEdit && (
          <Button
            variant="contained"
            startIcon={<AddIcon />}
            onClick={() => ask({ kind: 'create', parentId: null })}
          >
            {t('create.open')}
          </Button>
        )}
      </Box>
    </Box>
  );
}
