import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { createActivityScope } from '../data/ActivityScope';
import type { ViewDefaults } from '../filters/ViewDefaults';
import { CaptureChoice } from '../pages/CaptureChoice';
import { callboardActivityTranslationRef } from '../translation';
import { ActivityView } from '../view/ActivityView';
import { Intro } from './Intro';

const defaults: ViewDefaults = { range: 'all_time' };

const scope = createActivityScope('me');

/** The reader's own activity, and the setting for recording the pages they view. */
export function MyActionsList() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  return (
    <>
      <Intro>{t('mine.intro')}</Intro>
      <CaptureChoice />
      <ActivityView scope={scope} defaults={defaults} />
    </>
  );
}
