import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  formatCount,
  useCallboardQuery,
  useMe,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { callboardWorkTranslationRef } from '../translation';
import {
  myWorkLists,
  toMyWorkQuery,
  type MyWorkListName,
} from './useMyWorkItems';

function Total(props: {
  workspace: OwnWorkspace;
  list: MyWorkListName;
  isOpenOnly: boolean;
}) {
  const { workspace, list, isOpenOnly } = props;
  const { data: me } = useMe();
  const { data } = useCallboardQuery(endpoints.listWorkItemsOfWorkspace, {
    params: { slug: workspace.slug },
    query: { ...toMyWorkQuery(me, { list, isOpenOnly }), limit: 1 },
  });
  return <>{data?.total === undefined ? '' : formatCount(data.total)}</>;
}

export function MyWorkLists(props: {
  workspace: OwnWorkspace;
  value: MyWorkListName;
  isOpenOnly: boolean;
  onChange: (list: MyWorkListName) => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { workspace, value, isOpenOnly, onChange } = props;
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      aria-label={t('mine.lists')}
      value={value}
      onChange={(_, list: MyWorkListName | null) => list && onChange(list)}
      sx={{ maxWidth: '100%' }}
    >
      {myWorkLists.map(list => (
        <ToggleButton
          key={list}
          value={list}
          sx={{
            textTransform: 'none',
            gap: 0.75,
            minHeight: 37,
            px: 1.25,
            py: 0,
            lineHeight: 1.25,
          }}
        >
          {t(`mine.${list}.name`)}{' '}
          <Box
            component="span"
            // Reserves space for the number, so that nothing moves when the number loads.
            sx={{
              minWidth: '2ch',
              color: 'text.secondary',
              fontVariantNumeric: 'tabular-nums',
            }}
          >
            <Total workspace={workspace} list={list} isOpenOnly={isOpenOnly} />
          </Box>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
