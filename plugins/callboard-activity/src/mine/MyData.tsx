import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  EmptyState,
  ExportButton,
  QueryState,
  Section,
  useCallboardClient,
  useCallboardQuery,
  useDataLabels,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { callboardActivityTranslationRef } from '../translation';
import { Intro } from './Intro';
import { MyTable } from './MyTable';

/** The server supports one format. */
const formats = ['jsonl'] as const;

/** Everything stored about the reader, and its download. */
export function MyData() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const client = useCallboardClient();
  const { labelArea, labelTable } = useDataLabels();
  const data = useCallboardQuery(endpoints.getMyData, {});
  return (
    <>
      <Intro>{t('data.intro')}</Intro>
      <Box>
        <ExportButton
          downloadKey="my-data"
          fallbackName="My_data"
          formats={formats}
          extension="zip"
          label={t('data.download')}
          open={(_, signal) => client.fetch(endpoints.exportMyData, { signal })}
        />
      </Box>
      <QueryState query={data}>
        {({ domains }) =>
          domains.length === 0 ? (
            <EmptyState title={t('data.none')}>{t('data.noneHint')}</EmptyState>
          ) : (
            <Stack spacing={3}>
              {domains.map(({ domain, tables }) => (
                <Section key={domain} level={2} title={labelArea(domain)}>
                  {tables.map(table => (
                    <MyTable
                      key={table.table}
                      name={labelTable(table.table)}
                      table={table}
                    />
                  ))}
                </Section>
              ))}
            </Stack>
          )
        }
      </QueryState>
    </>
  );
}
