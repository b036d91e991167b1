import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { ImportWizard, Section } from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { callboardTimeAdminTranslationRef } from '../admin/timeAdminTranslation';
import { refreshTime } from '../data/refreshTime';
import { myTimeRouteRef } from '../routes';
import { useTimeImportKind } from './useTimeImportKind';

/** Logs what the file of another system says. */
export function ImportTime(props: { slug: string }) {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const { slug } = props;
  const kind = useTimeImportKind();
  const queries = useQueryClient();
  const href = useRouteRef(myTimeRouteRef);
  return (
    <Section level={2} title={t('import.title')} hint={t('import.hint')}>
      <ImportWizard
        kind={kind}
        workspace={slug}
        backHref={`${href?.() ?? '/my-time'}?workspace=${slug}`}
        onImported={() => refreshTime(queries)}
      />
    </Section>
  );
}
