import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WidgetData } from '@callboard/plugin-callboard-common';
import InfoOutlinedIcon from '@mui/icons-material/InfoOutlined';
import VisibilityOffOutlinedIcon from '@mui/icons-material/VisibilityOffOutlined';
import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import type { ReactElement } from 'react';
import { callboardDashboardsWidgetsTranslationRef } from './widgetsTranslation';

function Note(props: { icon: ReactElement; text: string; hint: string }) {
  return (
    <Tooltip title={`${props.text}. ${props.hint}`}>
      <Box
        component="span"
        role="img"
        tabIndex={0}
        aria-label={`${props.text}. ${props.hint}`}
        sx={{
          display: 'inline-flex',
          color: 'text.secondary',
          fontSize: 18,
          flexShrink: 0,
        }}
      >
        {props.icon}
      </Box>
    </Tooltip>
  );
}

/** What one should know of a widget's numbers: that others see more, that some are cut. */
export function WidgetNotes(props: {
  data: WidgetData;
  /** The name of the dashboard's owner; undefined where that is whoever looks at it. */
  owner: string | undefined;
}) {
  const { t } = useTranslationRef(callboardDashboardsWidgetsTranslationRef);
  const { data, owner } = props;
  return (
    <>
      {data.is_partial && (
        <Note
          icon={<VisibilityOffOutlinedIcon fontSize="inherit" />}
          text={owner ? t('partial') : t('partialOwn')}
          hint={owner ? t('partialHint', { owner }) : t('partialOwnHint')}
        />
      )}
      {'truncated' in data && data.truncated && (
        <Note
          icon={<InfoOutlinedIcon fontSize="inherit" />}
          text={t('truncated')}
          hint={t('truncatedHint')}
        />
      )}
    </>
  );
}
