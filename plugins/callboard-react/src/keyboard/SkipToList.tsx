import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@mui/material/Button';
import { focusMainList } from '../table/mainList';
import { visuallyHidden } from '../table/visuallyHidden';
import { callboardReactTranslationRef } from '../translation';

/**
 * Leads from the start of a page past its filters to its list. It shows while it
 * has the focus.
 *
 * @public
 */
export function SkipToList() {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return (
    <Button
      size="small"
      variant="contained"
      onClick={() => focusMainList()}
      sx={{
        '&:not(:focus)': { ...visuallyHidden, p: 0, minWidth: 0 },
        '&:focus': {
          position: 'absolute',
          zIndex: theme => theme.zIndex.appBar,
        },
      }}
    >
      {t('skipToList')}
    </Button>
  );
}
