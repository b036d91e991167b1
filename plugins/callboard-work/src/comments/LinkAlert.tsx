import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@mui/material/Alert';
import { useEffect, useRef } from 'react';
import { callboardWorkCommentsTranslationRef } from '../commentsTranslation';
import type { LinkProblem } from './useLinkedComment';

/** Explains why the page does not show the comment that its URL names. */
export function LinkAlert(props: { problem: LinkProblem }) {
  const { t } = useTranslationRef(callboardWorkCommentsTranslationRef);
  const alertRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    alertRef.current?.scrollIntoView?.({ block: 'center' });
  }, []);
  return (
    <Alert ref={alertRef} severity="info">
      {t(`link.${props.problem}`)}
    </Alert>
  );
}
