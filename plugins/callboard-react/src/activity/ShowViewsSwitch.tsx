import { useTranslationRef } from '@backstage/frontend-plugin-api';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import { useUrlState } from '../hooks/useUrlState';
import { callboardReactTranslationRef } from '../translation';

const parameters = ['views'] as const;

/**
 * Reads from the URL whether a history shows views of its entity, and returns the matching part of
 * the query.
 *
 * @public
 */
export function useShownViews(): {
  isShown: boolean;
  query: { views?: false };
} {
  const [{ views }] = useUrlState(parameters);
  const isShown = views === 'true';
  return { isShown, query: isShown ? {} : { views: false } };
}

/** Shows or hides views in a history. @public */
export function ShowViewsSwitch() {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { isShown } = useShownViews();
  const [, setState] = useUrlState(parameters);
  return (
    <FormControlLabel
      sx={{ marginInlineStart: 'auto', marginInlineEnd: 0 }}
      slotProps={{ typography: { variant: 'body2' } }}
      label={t('history.showViews')}
      control={
        <Switch
          checked={isShown}
          onChange={(_, isOn) =>
            setState({ views: isOn ? 'true' : undefined }, { replace: true })
          }
        />
      }
    />
  );
}
